import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { checkTempFolder } from './check-temp-folder.ts'

it('lets pass a folder that can be written, and says which one cannot and what to do', async () => {
  const folder = await tempFolder()
  expect(() => checkTempFolder(folder)).not.toThrow()
  const missing = path.join(folder, 'missing')
  expect(() => checkTempFolder(missing)).toThrow(`Cannot write to ${missing}`)
  expect(() => checkTempFolder(missing)).toThrow(/ENOENT.*set TMPDIR/)
})
