import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFaultyDisk } from '../../testing/faulty-disk.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { reply } from '../../testing/new-command.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import type { CommandLog } from './command-log.ts'
import { openCommandLog } from './open-command-log.ts'
import { dayMs } from './passed-marks.ts'

const keepDays = 3
const part = fc.double({ min: 0, max: 1, noNaN: true })

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), decided: part, passed: part }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), decided: part }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), losesNotes: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('power-cut' as const),
      at: fc.integer({ min: 1, max: 14 }),
      keep: part,
      garble: fc.boolean(),
    }),
  },
)

it('[L3] [L10] [L11] forgets nothing but what is old and settled, and never loses, doubles or reorders the rest, wherever it is cut off', async () => {
  const folders = await tempFolder()
  let compactions = 0
  let cutOff = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const folder = path.join(folders, randomUUID())
      await mkdir(folder)
      const time = createManualTime()
      const disk = createFaultyDisk()
      let epoch = 1
      let counter = 0
      /** Message ids by number; what was in the air when the power went may be there or not. */
      let acknowledged: string[] = []
      let unsure: string[] = []
      /** When the replica was first told to have passed a number, in the present epoch. */
      let passedAt: number[] = []
      let forgottenTo = 0
      let logId: string | undefined
      let log = await open()

      async function open(): Promise<CommandLog> {
        const opened = await openCommandLog({
          folder,
          disk,
          keepDays,
          key: new Uint8Array(32).fill(7),
          replicaId: 'replica-1',
          clock: time.clock,
          newId: () => randomUUID(),
          report: ({ kind }) => kind === 'log/compacted' && compactions++,
        })
        if (!opened.ok) throw new Error(opened.refusal.kind)
        opened.log.enterEpoch(`epoch-${epoch}`)
        logId ??= opened.log.logId
        return opened.log
      }

      async function append(count: number) {
        const ids = Array.from({ length: count }, () => `m-${++counter}`)
        const answers = await Promise.all(ids.map((id) => log.append(reply('x', id))))
        answers.forEach((answer, index) => (answer.ok ? acknowledged : unsure).push(ids[index]!))
      }

      function settle(decided: number, passed: number) {
        const upTo = Math.round(decided * log.last())
        if (upTo > log.decided()) log.decide(upTo)
        const held = Math.round(passed * log.decided())
        for (let number = 1; number <= held; number++) passedAt[number] ??= time.clock.now()
        log.passed(held, `epoch-${epoch}`)
      }

      for (const taken of steps) {
        switch (taken.do) {
          case 'append':
            await append(taken.count)
            break
          case 'settle':
            settle(taken.decided, taken.passed)
            break
          case 'wait':
            time.advance(taken.days * dayMs)
            log.passed(0, `epoch-${epoch}`)
            break
          case 'restore':
            epoch++
            log.enterEpoch(`epoch-${epoch}`)
            log.decide(Math.round(taken.decided * log.decided()))
            passedAt = passedAt.slice(0, log.decided() + 1)
            break
          case 'restart':
            await log.close()
            if (taken.losesNotes) {
              await rm(path.join(folder, 'decided.json'), { force: true })
              passedAt = []
            }
            log = await open()
            break
          case 'power-cut': {
            settle(1, 1)
            time.advance(keepDays * dayMs)
            const before = compactions
            disk.failPowerAt(taken.at)
            log.passed(0, `epoch-${epoch}`)
            // Its answer, good or bad, comes after whatever the log had under way.
            await append(2)
            await log.close()
            if (disk.isOff() && compactions === before) cutOff++
            disk.cutPower(taken.keep, taken.garble)
            log = await open()
            const there = new Set((await log.after(0)).map(({ args }) => String(args['messageId'])))
            acknowledged.push(...unsure.filter((id) => there.has(id)))
            break
          }
        }
        unsure = []
        const held = await log.after(0)
        expect(log.logId).toBe(logId)
        expect(held.map(({ args }) => args['messageId'])).toEqual(acknowledged.slice(log.base()))
        expect(held.map(({ deviceSeq }) => deviceSeq)).toEqual(held.map((_, index) => log.base() + index + 1))
        while (forgottenTo < log.base()) {
          expect(time.clock.now() - (passedAt[++forgottenTo] ?? Infinity)).toBeGreaterThanOrEqual(keepDays * dayMs)
        }
      }
      await log.close()
    }),
    { numRuns: 80 },
  )
  // A property that never gets there proves nothing.
  expect(compactions).toBeGreaterThan(25)
  expect(cutOff).toBeGreaterThan(10)
}, 30_000)
