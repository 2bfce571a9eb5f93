import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { createFaultyDisk } from '../../testing/faulty-disk.ts'
import { reply } from '../../testing/new-command.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import type { Appended, CommandLog } from './command-log.ts'
import type { LogDisk } from '../../files/log-disk.ts'
import { type LogEvent, type OpenLogRequest, openCommandLog } from './open-command-log.ts'

const key = new Uint8Array(32).fill(7)

async function open(folder: string, more: Partial<OpenLogRequest> = {}, repairs: LogEvent[] = []): Promise<CommandLog> {
  const opened = await openCommandLog({
    folder,
    key,
    replicaId: 'replica-1',
    clock: systemClock,
    newId: () => randomUUID(),
    report: (repair) => repairs.push(repair),
    ...more,
  })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  onTestFinished(() => opened.log.close())
  return opened.log
}

async function appendAll(log: CommandLog, texts: readonly string[]): Promise<void> {
  for (const text of texts) expect(await log.append(reply(text))).toMatchObject({ ok: true })
}

const texts = async (log: CommandLog, after = 0) => (await log.after(after)).map(({ args }) => args['text'])
const kindOf = (appended: Appended) => (appended.ok ? 'saved' : appended.refusal.kind)

/** As a process that died does: nothing is closed, only the lock is gone. */
async function reopen(folder: string, log: CommandLog, disk: LogDisk, repairs: LogEvent[] = []): Promise<CommandLog> {
  await log.close()
  return open(folder, { disk }, repairs)
}

describe('the command log on a real disk', () => {
  it('[L1] [L3] gives back after a restart what it saved, in order and with its numbers', async () => {
    const folder = await tempFolder()
    const first = await open(folder)
    await appendAll(first, ['one', 'two', 'three'])
    await first.close()
    const second = await open(folder)
    expect(second.logId).toBe(first.logId)
    expect(await texts(second)).toEqual(['one', 'two', 'three'])
    await appendAll(second, ['four'])
    expect((await second.after(2)).map(({ deviceSeq }) => deviceSeq)).toEqual([3, 4])
  })

  it('[L8] writes no word that a person wrote', async () => {
    const folder = await tempFolder()
    await appendAll(await open(folder), ['the parcel never came'])
    const bytes = await readFile(path.join(folder, 'commands.log'), 'latin1')
    expect(bytes).not.toContain('parcel')
    expect(bytes).not.toContain('message.send')
    expect(bytes).not.toContain(Buffer.from('parcel').toString('base64').slice(0, 6))
  })

  it('[L7] refuses a second opener until the first is gone', async () => {
    const folder = await tempFolder()
    const first = await open(folder)
    await expect(open(folder)).rejects.toThrow('log/in-use')
    await first.close()
    await expect(open(folder)).resolves.toBeDefined()
  })

  it('[L9] keeps the decided cursor, within what the log holds', async () => {
    const folder = await tempFolder()
    const first = await open(folder)
    await appendAll(first, ['one', 'two'])
    first.decide(99)
    expect(first.decided()).toBe(2)
    first.decide(1)
    await first.close()
    const second = await open(folder)
    expect(second.decided()).toBe(1)
    expect(await texts(second, second.decided())).toEqual(['two'])
  })

  it('[L9] does not take what is written on an old copy of it for decided, because the numbers were decided once', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const first = await open(folder, { disk })
    await appendAll(first, ['one'])
    const image = await disk.read('commands.log')
    await appendAll(first, ['two', 'three'])
    first.decide(3)
    await first.close()
    disk.edit('commands.log', () => image!)
    const second = await open(folder, { disk })
    await appendAll(second, ['two, differently'])
    await second.close()
    const third = await open(folder, { disk, startOver: true })
    expect(await texts(third)).toEqual(['two, differently'])
  })

  it('starts over under a new id with what is undecided when the server takes it for another computer', async () => {
    const folder = await tempFolder()
    const first = await open(folder)
    await appendAll(first, ['one', 'two', 'three'])
    const ids = (await first.after(1)).map(({ id }) => id)
    first.decide(1)
    await first.close()
    const repairs: LogEvent[] = []
    const second = await open(folder, { startOver: true }, repairs)
    expect(second.logId).not.toBe(first.logId)
    expect((await second.after(0)).map(({ id }) => id)).toEqual(ids)
    expect((await second.after(0)).map(({ deviceSeq, logId }) => [deviceSeq, logId])).toEqual([
      [1, second.logId],
      [2, second.logId],
    ])
    expect(repairs).toMatchObject([{ kind: 'log/started-over', carriedOver: 2 }])
  })
})

describe('the command log on a disk that fails', () => {
  it('[L4] shares one flush among appends that wait together, and tells followers in order', async () => {
    const disk = createFaultyDisk()
    const log = await open(await tempFolder(), { disk })
    const before = disk.flushes()
    const told: number[] = []
    log.onFlushed((envelopes) => told.push(...envelopes.map(({ deviceSeq }) => deviceSeq)))
    const letGo = disk.holdFlushes()
    const appends = Array.from({ length: 50 }, (_, index) => log.append(reply(`m${index}`)))
    letGo()
    const numbers = (await Promise.all(appends)).map((appended) => appended.ok && appended.envelope.deviceSeq)
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
    expect(told).toEqual(numbers)
    expect(disk.flushes() - before).toBeLessThanOrEqual(2)
  })

  it('[L1] does not answer before the flush is done', async () => {
    const disk = createFaultyDisk()
    const log = await open(await tempFolder(), { disk })
    const letGo = disk.holdFlushes()
    let isSaved = false
    const append = log.append(reply('wait')).then(() => (isSaved = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(isSaved).toBe(false)
    expect(log.last()).toBe(0)
    letGo()
    await append
  })

  it('[L2] says "disk full", leaves nothing behind and goes on when there is room again', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const log = await open(folder, { disk })
    await appendAll(log, ['one'])
    disk.failNextWrite('ENOSPC', 40)
    expect(kindOf(await log.append(reply('lost')))).toBe('log/disk-full')
    await appendAll(log, ['two'])
    expect(await texts(await reopen(folder, log, disk))).toEqual(['one', 'two'])
  })

  it('[L2] takes back a group whose flush failed, and goes on', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const log = await open(folder, { disk })
    disk.failNextFlush('EIO')
    expect(kindOf(await log.append(reply('lost')))).toBe('log/disk-failure')
    await appendAll(log, ['after the repair'])
    expect(await texts(await reopen(folder, log, disk))).toEqual(['after the repair'])
  })

  it('[L2] refuses everything once a failed write can neither be finished nor taken back', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const log = await open(folder, { disk })
    await appendAll(log, ['one'])
    disk.failNextFlush('EIO', 2)
    expect(kindOf(await log.append(reply('lost')))).toBe('log/disk-failure')
    expect(kindOf(await log.append(reply('lost, too')))).toBe('log/disk-failure')
    expect(kindOf(await log.append(reply('and this')))).toBe('log/disk-failure')
    expect(await texts(log)).toEqual(['one'])
  })

  it('[L6] reports a damaged middle, keeps the file and carries on with what is readable and undecided', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const log = await open(folder, { disk })
    await appendAll(log, ['one', 'two', 'three', 'four'])
    log.decide(1)
    await log.close()
    disk.edit('commands.log', (bytes) => {
      const secondRecord = bytes.indexOf('\n', bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1) - 20
      bytes[secondRecord]! ^= 1
      return bytes
    })
    const repairs: LogEvent[] = []
    const mended = await open(folder, { disk }, repairs)
    expect(await texts(mended)).toEqual(['three', 'four'])
    expect(mended.logId).not.toBe(log.logId)
    expect(repairs).toMatchObject([{ kind: 'log/damaged', carriedOver: 2, missing: 1 }])
    expect(disk.names()).toContain(repairs[0]?.kind === 'log/damaged' ? repairs[0].keptAs : '')
  })

  it('[L6] notices a record that was cut out', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const log = await open(folder, { disk })
    await appendAll(log, ['one', 'two', 'three'])
    await log.close()
    disk.edit('commands.log', (bytes) => {
      const lines = bytes.toString('latin1').split('\n')
      lines.splice(2, 1)
      return Buffer.from(lines.join('\n'), 'latin1')
    })
    const repairs: LogEvent[] = []
    expect(await texts(await open(folder, { disk }, repairs))).toEqual(['one', 'three'])
    expect(repairs).toMatchObject([{ kind: 'log/damaged', missing: 1 }])
  })

  it('[L8] does not open with another key: everything is kept aside and reported', async () => {
    const folder = await tempFolder()
    const disk = createFaultyDisk()
    const log = await open(folder, { disk })
    await appendAll(log, ['one'])
    await log.close()
    const repairs: LogEvent[] = []
    const other = await open(folder, { disk, key: new Uint8Array(32).fill(8) }, repairs)
    expect(other.last()).toBe(0)
    expect(repairs).toMatchObject([{ kind: 'log/torn-tail', keptAs: expect.stringContaining('.kept') }])
  })
})
