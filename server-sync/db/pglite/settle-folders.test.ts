import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settleFolders } from './settle-folders.ts'

describe('what a restore left behind when it was killed', () => {
  let parent: string
  beforeEach(() => void (parent = mkdtempSync(path.join(os.tmpdir(), 'farline-settle-'))))
  afterEach(() => rmSync(parent, { recursive: true, force: true }))

  it.each([
    ['nothing at all', [], []],
    ['before it was whole, over nothing', ['restoring'], []],
    ['before it was whole, over an old one', ['old', 'restoring'], ['old']],
    ['when it was whole, over nothing', ['restored'], ['restored']],
    ['when it was whole, over an old one', ['old', 'restored'], ['old']],
    ['between the two names', ['replaced', 'restored'], ['restored']],
    ['before the old one was removed', ['new', 'replaced'], ['new']],
  ])('%s: is wholly the old or wholly the new', (_, given, expected) => {
    for (const name of given) {
      const folder = path.join(parent, ['old', 'new'].includes(name) ? 'db' : `db.${name}`)
      mkdirSync(folder)
      writeFileSync(path.join(folder, 'which'), name)
    }
    settleFolders(path.join(parent, 'db'))
    const found = readdirSync(parent)
    expect(found).toEqual(expected.map(() => 'db'))
    expect(found.map((name) => readFileSync(path.join(parent, name, 'which'), 'utf8'))).toEqual(expected)
  })
})
