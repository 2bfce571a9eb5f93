import { randomBytes } from 'node:crypto'
import type { Json } from '#shared/kit/json.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { createSealer } from '../../../../src-main/keys/sealer.ts'
import type { LogNotes } from '../../../../src-main/sync/command-log/log-notes.ts'
import { encodeHeader, encodeRecord } from '../../../../src-main/sync/command-log/log-lines.ts'
import { openOwnedLog } from '../../../../src-main/sync/command-log/open-command-log.ts'
import { createFaultyDisk } from '../../../../src-main/testing/faulty-disk.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { toBuffer } from '../../input/bytes.ts'
import { mutateBytes, rubbish } from '../../input/mutate.ts'
import { textOf } from '../../input/text-of.ts'
import type { Target } from '../../target.ts'

const replicaId = 'replica-ana'
const recordCount = 12
const logName = 'commands.log'

/** A desk's command log as some disk gives it back. It opens, believes nothing that was not written by it, and goes on. */
export const commandLogTarget: Target = {
  name: 'command-log',
  share: 8,
  async open() {
    const sealer = createSealer(randomBytes(32), `farline/command-log/${replicaId}`)
    const whole = wholeLog(sealer)
    return {
      make: makeDamage,
      async run(input) {
        const { edits = [], notes = null } = input as { edits?: Json; notes?: Json }
        const bytes = damaged(whole, edits)
        const disk = createFaultyDisk()
        disk.edit(logName, () => bytes)
        let ids = 0
        const log = await openOwnedLog(
          { replicaId, clock: { now: () => 1_000 }, newId: () => `new-${++ids}`, report: () => undefined },
          {
            disk,
            sealer,
            notes: {
              read: async () => notes as unknown as LogNotes | null,
              write: async () => undefined,
              remove: async () => undefined,
            },
            unlock: async () => undefined,
          },
        )
        const kept = await log.after(0, 1_000)
        const foreign = kept.find(({ id }) => !/^command-\d+$/.test(id))
        const appended = await log.append({ type: 'note.add', version: 1, args: {}, basedOn: {} })
        await log.close()
        const isKept = disk.names().some((name) => name.endsWith('.kept'))
        const isLost = !isKept && intactIds(bytes, whole).some((intact) => !kept.some(({ id }) => id === intact))
        return {
          outcome: kept.length === recordCount ? 'whole' : kept.length === 0 ? 'nothing left' : 'partly',
          answers: [],
          ...(foreign ? { broken: `[authentic] it believes ${foreign.id}` } : {}),
          ...(appended.ok ? {} : { broken: `[goes-on] ${appended.refusal.kind}` }),
          ...(isLost ? { broken: '[nothing-thrown-away] whole lines are gone and no copy was kept' } : {}),
        }
      },
      close: async () => undefined,
    }
  },
}

function wholeLog(sealer: ReturnType<typeof createSealer>): Buffer {
  const envelopes: Envelope[] = Array.from({ length: recordCount }, (_, index) => ({
    id: `command-${index + 1}`,
    replicaId,
    logId: 'log-1',
    deviceSeq: index + 1,
    type: 'note.add',
    version: 1,
    args: { noteId: `note-${index}`, conversationId: 'conversation-a', text: 'x'.repeat(index * 10), language: 'en' },
    basedOn: {},
    issuedAt: 1,
  }))
  return Buffer.concat([
    encodeHeader({ format: 1, logId: 'log-1', replicaId, base: 0 }),
    ...envelopes.map((envelope) => encodeRecord(envelope, sealer)),
  ])
}

/** Of these lines nothing is wrong with any: whoever wrote them was told that they are saved. */
function intactIds(bytes: Buffer, whole: Buffer): string[] {
  const lines = new Set(bytes.toString('latin1').split('\n').slice(0, -1))
  const records = whole.toString('latin1').split('\n').slice(1, -1)
  return records.flatMap((line, index) => (lines.has(line) ? [`command-${index + 1}`] : []))
}

const kinds = ['cut', 'flip', 'insert', 'remove', 'repeat', 'zero', 'swap-lines', 'drop-line', 'rubbish'] as const

function makeDamage(random: Random): Json {
  const edits = Array.from({ length: random.between(1, 3) }, () => ({
    kind: random.pick(kinds),
    at: random.next(),
    length: random.between(1, 400),
    bit: random.between(0, 7),
    ...(random.chance(0.3) ? { bytes: mutateBytes(rubbish(random).toString('latin1'), random) as Json } : {}),
  }))
  const notes = random.chance(0.7)
    ? null
    : {
        logId: random.pick(['log-1', 'log-2', '']),
        deviceSeq: random.pick([0, 3, recordCount, 99, 2 ** 53 - 1]),
        epoch: random.pick(['e', null]),
        passed: [],
      }
  return { edits, notes }
}

function damaged(whole: Buffer, edits: Json): Buffer {
  let bytes: Buffer = whole
  for (const edit of Array.isArray(edits) ? (edits as Json[]) : [])
    bytes = edited(bytes, (edit ?? {}) as Record<string, Json>)
  return bytes
}

function edited(bytes: Buffer, { kind, at: where, length: size, bit, bytes: given }: Record<string, Json>): Buffer {
  const at = Math.floor((Number(where) || 0) * bytes.length)
  const length = Number(size) || 0
  const lines = bytes.toString('latin1').split('\n')
  const line = Math.floor((Number(where) || 0) * lines.length)
  switch (textOf(kind)) {
    case 'cut':
      return bytes.subarray(0, at)
    case 'flip': {
      const copy = Buffer.from(bytes)
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << (Number(bit) || 0))
      return copy
    }
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), toBuffer(given ?? 'x'.repeat(length)), bytes.subarray(at)])
    case 'remove':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
    case 'zero':
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(Math.min(length, bytes.length - at)),
        bytes.subarray(at + length),
      ])
    case 'swap-lines':
      return Buffer.from([...lines.slice(line), ...lines.slice(0, line)].join('\n'), 'latin1')
    case 'drop-line':
      return Buffer.from(lines.toSpliced(line, 1).join('\n'), 'latin1')
    default:
      return toBuffer(given ?? '')
  }
}
