import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFaultyDisk } from '../testing/faulty-disk.ts'
import { draftRig, textsOf } from '../testing/draft-rig.ts'

const place = fc.constantFrom('reply c1', 'note c1', 'reply c2')
const words = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) },
  { weight: 1, arbitrary: fc.constant('') },
)
const write = fc.record({ place, text: words })

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      writes: fc.array(write, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send' as const), place, text: words, isSaved: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cut-power' as const),
      writes: fc.array(write, { maxLength: 4 }),
      operations: fc.integer({ min: 1, max: 6 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      garble: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk-full' as const), afterBytes: fc.nat(300), write }) },
)

it('[D1] [D2] [D4] after whatever happened, each draft is the last acknowledged one, or one that was in the air', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const disk = createFaultyDisk()
      const saved: string[] = []
      const rig = draftRig({ disk, saved })
      let journal = await rig.open()
      const kept = new Map<string, string>()
      /** Written since the last acknowledgement. */
      let inTheAir = new Map<string, string[]>()
      let entries = 0
      let wrongAnswers = 0

      const asWrite = ({ place: at, text }: { place: string; text: string }) => {
        const [mode, conversationId] = at.split(' ') as ['reply' | 'note', string]
        // One window, which knows what it has written last.
        return { mode, conversationId, text, basedOn: [inTheAir.get(at)?.at(-1) ?? kept.get(at) ?? ''] }
      }
      async function writeAll(writes: readonly { place: string; text: string }[]) {
        await Promise.all(
          writes.map(async (each) => {
            const asked = journal.write(asWrite(each))
            inTheAir.set(each.place, [...(inTheAir.get(each.place) ?? []), each.text])
            if ((await asked).ok) kept.set(each.place, each.text)
          }),
        )
      }

      for (const taken of steps) {
        switch (taken.do) {
          case 'write':
            await writeAll(taken.writes)
            inTheAir = new Map()
            break
          case 'send': {
            if (taken.text === '') break
            const entryId = `m${++entries}`
            const asked = asWrite(taken)
            await journal.beginSending(asked, entryId)
            if (taken.isSaved) saved.push(entryId)
            const { text } = await journal.settle(asked, entryId, taken.isSaved)
            wrongAnswers += text === (taken.isSaved ? '' : taken.text) ? 0 : 1
            kept.set(taken.place, text)
            break
          }
          case 'restart':
            await journal.close()
            journal = await rig.open()
            break
          case 'disk-full': {
            disk.failNextWrite('ENOSPC', taken.afterBytes)
            const answer = await journal.write(asWrite(taken.write))
            if (answer.ok) kept.set(taken.write.place, taken.write.text)
            break
          }
          case 'cut-power': {
            disk.failPowerAt(taken.operations)
            await writeAll(taken.writes)
            disk.cutPower(taken.keep, taken.garble)
            journal = await rig.open()
            break
          }
        }
        const found = textsOf(journal)
        for (const at of ['reply c1', 'note c1', 'reply c2']) {
          const text = found[at] ?? ''
          expect([kept.get(at) ?? '', ...(inTheAir.get(at) ?? [])]).toContain(text)
          kept.set(at, text)
        }
        inTheAir = new Map()
      }
      expect(wrongAnswers).toBe(0)
      await journal.close()
    }),
    { numRuns: 100 },
  )
}, 60_000)
