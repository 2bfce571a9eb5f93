import { stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { prepareDataDir } from './prepare-data-dir.ts'

it('makes the directory for its owner only', async () => {
  const dataDir = path.join(await tempFolder(), 'deep/data')
  prepareDataDir(dataDir)
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
})

it('says what to do when something else is in the way', async () => {
  const file = path.join(await tempFolder(), 'file')
  await writeFile(file, '')
  expect(() => prepareDataDir(path.join(file, 'data'))).toThrow(/give another --data/)
})

it('lets one workstation at a time use it', async () => {
  const { dataDir, stop } = await startTestWorkstation()
  await expect(startTestWorkstation({ dataDir })).rejects.toMatchObject({ problem: 'workstation/already-running' })
  await stop()
  await startTestWorkstation({ dataDir })
})
