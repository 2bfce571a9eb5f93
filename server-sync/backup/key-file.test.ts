import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readKeyFile, readOrMakeKeyFile } from './key-file.ts'
import { readArguments } from './read-arguments.ts'

describe('the key of backups', () => {
  let home: string
  beforeEach(() => void (home = mkdtempSync(path.join(os.tmpdir(), 'farline-key-'))))
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  it('is made on first use, for its owner only, and is the same from then on', async () => {
    const file = path.join(home, 'folder', 'key')
    const made = await readOrMakeKeyFile(file)
    expect(made.isNew).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await readOrMakeKeyFile(file)).toEqual({ key: made.key, isNew: false })
    expect(await readKeyFile(file)).toEqual(made.key)
  })

  it('is never made for a restore, and never over something else', async () => {
    const file = path.join(home, 'key')
    await expect(readKeyFile(file)).rejects.toMatchObject({ problem: 'backup/key-missing' })
    writeFileSync(file, 'my diary')
    await expect(readOrMakeKeyFile(file)).rejects.toMatchObject({ problem: 'backup/key-unreadable' })
    expect(readFileSync(file, 'utf8')).toBe('my diary')
  })
})

describe('the command line', () => {
  it('needs one place and one file', () => {
    const wrong = { problem: 'backup/usage' }
    const refused = (program: 'backup' | 'restore', ...args: string[]) =>
      expect(() => readArguments(program, args)).toThrow(expect.objectContaining(wrong) as Error)
    refused('backup')
    refused('backup', '--to', 'f')
    refused('backup', '--data', 'd')
    refused('backup', '--to', 'f', '--data', 'd', '--database-url', 'u')
    refused('backup', '--to', 'f', '--data', 'd', '--replace')
    refused('restore', '--to', 'f', '--data', 'd')
    expect(readArguments('restore', ['--from', 'f', '--database-url', 'u', '--replace'])).toMatchObject({
      file: 'f',
      place: { databaseUrl: 'u' },
      isReplacing: true,
      isJson: false,
    })
  })
})
