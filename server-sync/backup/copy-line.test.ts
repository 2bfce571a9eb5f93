import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CopyLine, askForCopy, startCopyLine } from './copy-line.ts'

const name = 'db.copy-00000000-0000-0000-0000-000000000000'

describe('the line to a running server', () => {
  let directory: string
  let line: CopyLine | undefined
  const copied: string[] = []
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'farline-line-'))
    mkdirSync(path.join(directory, name))
    copied.length = 0
  })
  afterEach(async () => {
    await line?.stop()
    line = undefined
    rmSync(directory, { recursive: true, force: true })
  })
  const start = async (copyTo: (folder: string) => Promise<void> = async (folder) => void copied.push(folder)) =>
    void (line = await startCopyLine({ dataDirectory: directory, copyTo, onFailure: () => undefined }))

  it('asks for a copy, which has been made when it answers; only the owner reaches it', async () => {
    await start()
    await askForCopy(directory, name)
    expect(copied).toEqual([path.join(directory, name)])
    expect(statSync(path.join(directory, 'line')).mode & 0o777).toBe(0o700)
    expect(statSync(path.join(directory, 'line', 'backup.sock')).mode & 0o777).toBe(0o600)
  })

  it('copies nowhere but into an empty folder beside the database', async () => {
    await start()
    mkdirSync(path.join(directory, 'elsewhere'))
    for (const wrong of ['elsewhere', '../elsewhere', `${name}/..`, '', 'db.copy-1', 'x'.repeat(500)])
      await expect(askForCopy(directory, wrong)).rejects.toMatchObject({ problem: 'backup/server-silent' })
    writeFileSync(path.join(directory, name, 'file'), '')
    await expect(askForCopy(directory, name)).rejects.toMatchObject({ problem: 'backup/server-silent' })
    expect(copied).toEqual([])
  })

  it('says that the disk is full, and serves the next one', async () => {
    let isFull = true
    await start(async () => {
      if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    })
    await expect(askForCopy(directory, name)).rejects.toMatchObject({ problem: 'backup/disk-full' })
    isFull = false
    await askForCopy(directory, name)
  })

  it('makes one copy at a time', async () => {
    const second = Promise.withResolvers<void>()
    await start(async () => second.promise)
    const first = askForCopy(directory, name)
    await expect(askForCopy(directory, name)).rejects.toThrow('another backup is running')
    second.resolve()
    await first
  })

  it('is not there without a server, and takes the place of one that was killed', async () => {
    await expect(askForCopy(directory, name)).rejects.toMatchObject({ problem: 'backup/server-silent' })
    mkdirSync(path.join(directory, 'line'))
    writeFileSync(path.join(directory, 'line', 'backup.sock'), '')
    await start()
    await askForCopy(directory, name)
  })

  it('is refused where the path is too long for a socket', async () => {
    const long = path.join(directory, 'x'.repeat(120))
    mkdirSync(long)
    const given = { dataDirectory: long, copyTo: () => Promise.resolve(), onFailure: () => undefined }
    expect(await startCopyLine(given)).toBeUndefined()
  })
})
