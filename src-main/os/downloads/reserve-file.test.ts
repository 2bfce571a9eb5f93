import { readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../testing/temp-folder.ts'
import { reserveFile } from './reserve-file.ts'

it('never takes the place of a file, also not of one that a link names', async () => {
  const folder = await tempFolder()
  const precious = path.join(folder, 'report.pdf')
  await writeFile(precious, 'precious')
  await symlink(path.join(folder, 'elsewhere'), path.join(folder, 'report (2).pdf'))
  expect(reserveFile(folder, 'report.pdf')).toBe(path.join(folder, 'report (3).pdf'))
  expect(reserveFile(folder, 'report.pdf')).toBe(path.join(folder, 'report (4).pdf'))
  expect(await readFile(precious, 'utf8')).toBe('precious')
  expect((await readdir(folder)).toSorted()).toEqual([
    'report (2).pdf',
    'report (3).pdf',
    'report (4).pdf',
    'report.pdf',
  ])
})

it('makes the folder where there is none', async () => {
  const folder = path.join(await tempFolder(), 'Downloads')
  expect(reserveFile(folder, 'a')).toBe(path.join(folder, 'a'))
})
