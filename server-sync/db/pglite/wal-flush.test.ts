import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWalFlush } from './wal-flush.ts'

describe('flushing PGlite’s log', () => {
  let directory: string
  const segment = (n: number) => `00000001000000000000000${n}`
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'farline-wal-'))
    mkdirSync(path.join(directory, 'pg_wal'))
    for (const n of [1, 2, 3]) writeFileSync(path.join(directory, 'pg_wal', segment(n)), 'log')
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('goes from segment to segment, also over one that was filled in between', () => {
    const flush = createWalFlush(directory)
    flush(segment(1), '0/1')
    flush(segment(1), '0/2')
    flush(segment(3), '0/9')
    expect(existsSync(path.join(directory, 'pg_wal', segment(2)))).toBe(true)
  })

  it('touches no file when nothing was written', () => {
    const flush = createWalFlush(directory)
    flush(segment(1), '0/1')
    rmSync(path.join(directory, 'pg_wal'), { recursive: true })
    expect(() => flush(segment(9), '0/1')).not.toThrow()
    expect(() => flush(segment(9), '0/2')).toThrow('ENOENT')
  })
})
