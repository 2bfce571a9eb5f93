import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { createSealer } from '../../keys/sealer.ts'
import { type FaultyDisk, createFaultyDisk } from '../../testing/faulty-disk.ts'
import { reply } from '../../testing/new-command.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import type { CommandLog } from './command-log.ts'
import { encodeHeader, encodeRecord } from './log-lines.ts'
import { openCommandLog } from './open-command-log.ts'
import { scanLog } from './scan-log.ts'

const key = new Uint8Array(32).fill(7)

async function open(folder: string, disk: FaultyDisk): Promise<CommandLog> {
  const opened = await openCommandLog({
    folder,
    disk,
    key,
    replicaId: 'replica-1',
    clock: systemClock,
    newId: () => randomUUID(),
    report: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  return opened.log
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cut-power' as const),
      during: fc.integer({ min: 1, max: 5 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      garble: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk-full' as const), afterBytes: fc.nat(400) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'flush-fails' as const }) },
)

describe('the command log, whatever happens', () => {
  it('[L1] [L2] [L3] [L5] never loses, doubles or reorders what it acknowledged, and never keeps what it refused', async () => {
    const folder = await tempFolder()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const disk = createFaultyDisk()
        let log = await open(folder, disk)
        const acknowledged: string[] = []
        /** In the air when the power went: they may be there or not. */
        let unsure = new Set<string>()
        let counter = 0

        async function append(count: number) {
          const ids = Array.from({ length: count }, () => `m-${++counter}`)
          const answers = await Promise.all(ids.map((id) => log.append(reply('x', id))))
          answers.forEach((answer, index) => answer.ok && acknowledged.push(ids[index]!))
        }

        for (const taken of steps) {
          switch (taken.do) {
            case 'append':
              await append(taken.count)
              break
            case 'restart':
              await log.close()
              log = await open(folder, disk)
              break
            case 'disk-full':
              disk.failNextWrite('ENOSPC', taken.afterBytes)
              await append(2)
              break
            case 'flush-fails':
              disk.failNextFlush('EIO')
              await append(2)
              break
            case 'cut-power': {
              const letGo = disk.holdFlushes()
              const ids = Array.from({ length: taken.during }, () => `m-${++counter}`)
              unsure = new Set([...unsure, ...ids])
              const inTheAir = ids.map((id) => log.append(reply('x', id)))
              await new Promise((resolve) => setImmediate(resolve))
              disk.cutPower(taken.keep, taken.garble)
              const seen = (await disk.read('commands.log')) ?? Buffer.alloc(0)
              // The old process is dead; let it finish without touching the disk that the next one finds.
              letGo()
              await Promise.all(inTheAir)
              await log.close()
              disk.edit('commands.log', () => seen)
              log = await open(folder, disk)
              // What survived of it counts as saved from now on.
              const survived = (await log.after(0)).map(({ args }) => String(args['messageId']))
              for (const id of survived) if (unsure.has(id) && !acknowledged.includes(id)) acknowledged.push(id)
              break
            }
          }
          const held = await log.after(0)
          expect(held.map(({ args }) => args['messageId'])).toEqual(acknowledged)
          expect(held.map(({ deviceSeq }) => deviceSeq)).toEqual(held.map((_, index) => index + 1))
        }
        await log.close()
      }),
      { numRuns: 60 },
    )
  })

  it('[L5] [L6] finds every readable record around any damage, and calls it torn only at the end', () => {
    const sealer = createSealer(key, 'test')
    const records = Array.from({ length: 6 }, (_, index) =>
      encodeRecord(
        {
          ...reply('x', `m-${index}`),
          id: `c-${index}`,
          replicaId: 'r',
          logId: 'l',
          deviceSeq: index + 1,
          issuedAt: 1,
        },
        sealer,
      ),
    )
    const header = encodeHeader({ format: 1, logId: 'l', replicaId: 'r', base: 0 })
    const whole = Buffer.concat([header, ...records])
    const starts = records.map((_, index) => header.length + Buffer.concat(records.slice(0, index)).length)

    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(whole)
        bytes[at]! ^= flip
        const scan = scanLog(bytes, sealer)
        const hit = starts.findLastIndex((start) => start <= at)
        // A lost line end also takes the record behind it.
        const isLineEnd = whole[at] === 0x0a
        const lost = new Set(isLineEnd ? [hit, hit + 1] : [hit])
        const expected = records.map((_, index) => index).filter((index) => !lost.has(index))
        expect(scan.envelopes.map(({ deviceSeq }) => deviceSeq - 1)).toEqual(expected)
        expect(scan.isDamaged).toBe(expected.some((index) => index > hit))
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.nat(whole.length), (length) => {
        const scan = scanLog(whole.subarray(0, length), sealer)
        expect(scan.isDamaged).toBe(false)
        expect(scan.wholeBytes + scan.tornBytes).toBe(length)
        expect(scan.envelopes.length).toBe(
          starts.filter((start, index) => start + records[index]!.length <= length).length,
        )
      }),
    )
  })
})
