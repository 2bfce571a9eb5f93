import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeDataLock } from './data-lock.ts'

describe('the lock of a data directory', () => {
  let directory: string
  let file: string
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'farline-lock-'))
    file = path.join(directory, 'db.lock')
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('has one owner at a time', () => {
    const lock = takeDataLock(file)
    expect(lock).toBeDefined()
    expect(takeDataLock(file)).toBeUndefined()
    lock?.release()
    expect(existsSync(file)).toBe(false)
    takeDataLock(file)?.release()
  })

  it('is taken over from a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    writeFileSync(file, JSON.stringify({ pid: child.pid, startedAt: '1', token: 'old' }))
    const lock = takeDataLock(file)
    expect(lock).toBeDefined()
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
    lock?.release()
  })

  it('is taken over when its process number belongs to somebody else by now', () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, startedAt: '1', token: 'old' }))
    const lock = takeDataLock(file)
    expect(lock === undefined).toBe(!existsSync('/proc/self/stat'))
    lock?.release()
  })

  it.each([
    ['a crash cut it short', '{"pid":'],
    ['it names no process', '{"pid":0,"startedAt":"","token":"x"}'],
    ['it names a path', `{"pid":"${'x'.repeat(300)}","startedAt":"","token":"x"}`],
    ['it is no lock of ours', 'null'],
  ])('is taken over when %s', (_why, left) => {
    writeFileSync(file, left)
    const lock = takeDataLock(file)
    expect(lock).toBeDefined()
    lock?.release()
  })

  it('is not taken over while another one is taking it over', () => {
    writeFileSync(file, '')
    writeFileSync(`${file}.taking-over`, '')
    expect(takeDataLock(file)).toBeUndefined()
  })

  it('that somebody else holds by now is not released', () => {
    const lock = takeDataLock(file)
    writeFileSync(file, JSON.stringify({ pid: 1, startedAt: '1', token: 'theirs' }))
    lock?.release()
    expect(existsSync(file)).toBe(true)
  })
})
