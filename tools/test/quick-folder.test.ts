import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeQuickFolder } from './quick-folder.ts'

function madeFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'farline-quick-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

it('is one that PostgreSQL’s user comes through, and is gone afterwards', async () => {
  const folder = await makeQuickFolder(madeFolder())
  writeFileSync(path.join(folder.path, 'a-file'), '')
  expect(statSync(folder.path).mode & 0o777).toBe(0o711)
  await folder.remove()
  expect(existsSync(folder.path)).toBe(false)
})

it('lies in the temporary folder where there is no memory for it', async () => {
  const folder = await makeQuickFolder('/nowhere')
  expect(path.dirname(folder.path)).toBe(os.tmpdir())
  await folder.remove()
})

it('clears away what a killed run left, and nothing of a run that goes on', async () => {
  const parent = madeFolder()
  // No process has this number: it is above Linux’s highest.
  const [dead, alive] = ['farline-test-4194999-a', `farline-test-${process.ppid}-b`].map((name) =>
    path.join(parent, name),
  ) as [string, string]
  for (const each of [dead, alive]) mkdirSync(each)
  await (await makeQuickFolder(parent)).remove()
  expect([existsSync(dead), existsSync(alive)]).toEqual([false, true])
})
