import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeScratchFolder, removeLeftScratch } from './scratch-folder.ts'

describe('a folder for what must not stay', () => {
  let parent: string
  beforeEach(() => void (parent = mkdtempSync(path.join(os.tmpdir(), 'farline-scratch-'))))
  afterEach(() => rmSync(parent, { recursive: true, force: true }))

  it('is its owner’s alone, and gone with its lock when it is removed', () => {
    const { folder, remove } = makeScratchFolder(parent, 'proof-')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    writeFileSync(path.join(folder, 'file'), '')
    remove()
    expect(readdirSync(parent)).toEqual([])
  })

  it('of a maker that lives stays, and others’ folders do too', () => {
    const { folder, remove } = makeScratchFolder(parent, 'proof-')
    writeFileSync(path.join(parent, 'other'), '')
    removeLeftScratch(parent, 'proof-')
    expect(existsSync(folder)).toBe(true)
    remove()
    expect(readdirSync(parent)).toEqual(['other'])
  })

  it('of a maker that was killed goes the next time', async () => {
    const code = `import { makeScratchFolder } from ${JSON.stringify(path.join(import.meta.dirname, 'scratch-folder.ts'))}
      makeScratchFolder(${JSON.stringify(parent)}, 'proof-'); process.kill(process.pid, 'SIGKILL')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' })
    const [, signal] = (await once(child, 'exit')) as [unknown, string]
    expect(signal).toBe('SIGKILL')
    expect(readdirSync(parent)).toHaveLength(2)
    makeScratchFolder(parent, 'proof-').remove()
    expect(readdirSync(parent)).toEqual([])
  }, 30_000)
})
