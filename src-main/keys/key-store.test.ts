import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { StartRefused } from '../start/start-refused.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openKeyFile } from './key-store.ts'

const secret = Buffer.from('what is to lie on the disk')

describe('a key file', () => {
  it('is made where there is none, for its owner only, and opens what it has wrapped the next time', async () => {
    const file = path.join(await tempFolder(), 'device-key')
    const wrapped = (await openKeyFile(file)).wrap(secret)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await openKeyFile(file)).unwrap(wrapped)).toEqual(secret)
  })

  it('that is no key, or whose folder is not there, ends the start with what is wrong', async () => {
    const folder = await tempFolder()
    const file = path.join(folder, 'device-key')
    await writeFile(file, 'thirty-one bytes, one too few ')
    await expect(openKeyFile(file)).rejects.toThrow(StartRefused)
    expect(await readFile(file, 'utf8')).toContain('thirty-one')
    const missing = openKeyFile(path.join(folder, 'not there', 'device-key'))
    await expect(missing).rejects.toThrow(/its folder has to be there/)
  })
})
