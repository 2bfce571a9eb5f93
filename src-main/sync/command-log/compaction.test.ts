import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFaultyDisk } from '../../testing/faulty-disk.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { reply } from '../../testing/new-command.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import type { CommandLog } from './command-log.ts'
import { type LogEvent, type OpenLogRequest, openCommandLog } from './open-command-log.ts'
import { dayMs } from './passed-marks.ts'
import { LogUnreadable } from './read-records.ts'

const epoch = 'epoch-1'

function deskOf(folder: string, more: Partial<OpenLogRequest> = {}) {
  const time = createManualTime()
  const events: LogEvent[] = []
  return {
    time,
    events,
    async open(): Promise<CommandLog> {
      const opened = await openCommandLog({
        folder,
        key: new Uint8Array(32).fill(7),
        replicaId: 'replica-1',
        clock: time.clock,
        newId: () => randomUUID(),
        report: (event) => events.push(event),
        ...more,
      })
      if (!opened.ok) throw new Error(opened.refusal.kind)
      onTestFinished(() => opened.log.close())
      return opened.log
    },
  }
}

const append = (log: CommandLog, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => log.append(reply(`text ${index}`))))
const numbers = async (log: CommandLog, after = 0) => (await log.after(after)).map(({ deviceSeq }) => deviceSeq)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** The server has decided and the replica holds everything up to here. */
function settle(log: CommandLog, deviceSeq: number) {
  log.enterEpoch(epoch)
  log.decide(deviceSeq)
  log.passed(deviceSeq, epoch)
}

describe('the command log over weeks', () => {
  it('[L10] forgets what the replica passed fourteen days ago, and nothing a moment earlier', async () => {
    const folder = await tempFolder()
    const { time, events, open } = deskOf(folder)
    const log = await open()
    await append(log, 60)
    settle(log, 50)
    const before = (await stat(path.join(folder, 'commands.log'))).size
    time.advance(14 * dayMs - 1)
    log.passed(50, epoch)
    await append(log, 1)
    expect(log.base()).toBe(0)
    time.advance(1)
    log.passed(50, epoch)
    await append(log, 1)
    expect(await numbers(log)).toEqual(range(51, 62))
    expect((await stat(path.join(folder, 'commands.log'))).size).toBeLessThan(before / 2)
    expect(events).toMatchObject([{ kind: 'log/compacted', forgotten: 50 }])

    await log.close()
    const again = await open()
    expect([again.logId, again.base(), again.decided(), again.last()]).toEqual([log.logId, 50, 50, 62])
    await append(again, 1)
    expect(await numbers(again, 60)).toEqual([61, 62, 63])
    expect(events).toHaveLength(1)
  })

  it('[L10] keeps what waited for the replica, however old it is', async () => {
    const { time, open } = deskOf(await tempFolder())
    const log = await open()
    await append(log, 40)
    log.enterEpoch(epoch)
    log.decide(40)
    log.passed(10, epoch)
    time.advance(100 * dayMs)
    log.passed(40, epoch)
    await append(log, 1)
    // Ten of forty-one are old enough, and not worth a new file.
    expect(log.base()).toBe(0)
    time.advance(13 * dayMs)
    log.passed(41, epoch)
    await append(log, 1)
    expect(log.base()).toBe(0)
    time.advance(dayMs)
    log.passed(41, epoch)
    await append(log, 1)
    expect(await numbers(log)).toEqual([41, 42, 43])
  })

  it('[L10] does not believe a replica that claims more than the server has decided, nor one of another epoch', async () => {
    const { time, open } = deskOf(await tempFolder(), { keepDays: 1 })
    const log = await open()
    await append(log, 20)
    log.enterEpoch(epoch)
    log.decide(12)
    log.passed(1_000_000, epoch)
    log.passed(20, 'epoch-0')
    time.advance(2 * dayMs)
    log.passed(12, epoch)
    await append(log, 1)
    expect(await numbers(log)).toEqual(range(13, 21))
  })

  it('[L10] keeps everything again that a restored server has forgotten, from the day it has it back', async () => {
    const { time, open } = deskOf(await tempFolder())
    const log = await open()
    await append(log, 30)
    settle(log, 30)
    time.advance(13 * dayMs)
    log.enterEpoch('epoch-2')
    log.decide(4)
    log.decide(30)
    log.passed(30, 'epoch-2')
    time.advance(2 * dayMs)
    log.passed(30, 'epoch-2')
    await append(log, 1)
    // Four were passed fifteen days ago, the others two.
    expect(await numbers(log)).toEqual(range(1, 31))
    time.advance(12 * dayMs)
    log.passed(30, 'epoch-2')
    await append(log, 1)
    expect(await numbers(log)).toEqual([31, 32])
  })

  it('[L12] reads back from the disk what is no longer in memory, in pieces, and in order', async () => {
    const { open } = deskOf(await tempFolder())
    const log = await open()
    for (let group = 0; group < 5; group++) await append(log, 500)
    expect(await numbers(log, 2_400)).toEqual(range(2_401, 2_500))
    log.decide(2_500)
    log.decide(3)
    expect((await log.after(3, 100)).map(({ deviceSeq }) => deviceSeq)).toEqual(range(4, 103))
    expect((await log.after(1_200, 1))[0]?.args['text']).toBe('text 200')
    expect(await numbers(log)).toEqual(range(1, 2_500))
  })

  it('[L12] does not skip a record that went bad under it', async () => {
    const disk = createFaultyDisk()
    const { open } = deskOf(await tempFolder(), { disk })
    const log = await open()
    await append(log, 9)
    log.decide(9)
    disk.edit('commands.log', (bytes) => {
      bytes[Math.floor(bytes.length / 2)]! ^= 1
      return bytes
    })
    await expect(log.after(0)).rejects.toBeInstanceOf(LogUnreadable)
  })

  it('[L11] goes on with the old file when there is no room for the new one, and tries again', async () => {
    const disk = createFaultyDisk()
    const { time, events, open } = deskOf(await tempFolder(), { disk })
    const log = await open()
    await append(log, 20)
    settle(log, 19)
    time.advance(15 * dayMs)
    disk.failNextWrite('ENOSPC', 10)
    log.passed(19, epoch)
    expect(await append(log, 1)).toMatchObject([{ ok: true }])
    expect(await numbers(log)).toEqual(range(1, 21))
    log.passed(19, epoch)
    await append(log, 1)
    expect(await numbers(log)).toEqual([20, 21, 22])
    expect(events).toMatchObject([{ kind: 'log/not-compacted', problem: 'log/disk-full' }, { kind: 'log/compacted' }])
    await log.close()
    expect(await numbers(await open())).toEqual([20, 21, 22])
  })

  it('[L6] reports of a damaged log only what was not decided and not forgotten as missing', async () => {
    const disk = createFaultyDisk()
    const { time, events, open } = deskOf(await tempFolder(), { disk })
    const log = await open()
    await append(log, 30)
    settle(log, 25)
    time.advance(15 * dayMs)
    log.passed(25, epoch)
    await append(log, 1)
    expect(log.base()).toBe(25)
    await log.close()
    disk.edit('commands.log', (bytes) => {
      bytes[Math.floor(bytes.length / 2)]! ^= 1
      return bytes
    })
    const mended = await open()
    expect(mended.last()).toBe(5)
    expect(events.at(-1)).toMatchObject({ kind: 'log/damaged', carriedOver: 5, missing: 1 })
  })

  it('[L8] still writes no word that a person wrote', async () => {
    const folder = await tempFolder()
    const { time, open } = deskOf(folder)
    const log = await open()
    await log.append(reply('the parcel never came'))
    await log.append(reply('where is my parcel'))
    await log.append(reply('the parcel came at last'))
    settle(log, 2)
    time.advance(15 * dayMs)
    log.passed(2, epoch)
    await log.append(reply('another parcel'))
    expect(log.base()).toBe(2)
    expect(await readFile(path.join(folder, 'commands.log'), 'latin1')).not.toContain('parcel')
  })
})
