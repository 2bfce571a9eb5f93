import type { BasedOn } from '#shared/domain/command.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Sealer } from '../../keys/sealer.ts'
import type { LogFile } from './log-disk.ts'
import { encodeRecord } from './log-lines.ts'
import { logRefusals } from './log-refusals.ts'

/** What a person did, before the log gives it its number. */
export interface NewCommand {
  readonly type: string
  readonly version: number
  readonly args: Readonly<Record<string, unknown>>
  readonly basedOn: BasedOn
}

export type Appended =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly refusal: Refusal }

/** Laws in SPEC.md. */
export interface CommandLog {
  readonly logId: string
  /** Answers after the flush. A refusal means that nothing was saved and no number was used. */
  append(command: NewCommand): Promise<Appended>
  /** Follows every flush, in log order, before the callers of `append` hear of it. */
  onFlushed(listener: (envelopes: readonly Envelope[]) => void): void
  /** At most `limit` commands after this number, in order. */
  after(deviceSeq: number, limit?: number): readonly Envelope[]
  /** Number of the newest flushed command; 0 when there is none. */
  last(): number
  /** Up to here the server has decided. A restored server may move it back. */
  decided(): number
  decide(deviceSeq: number): void
  close(): Promise<void>
}

export interface CommandLogParts {
  readonly file: LogFile
  /** Length of what is known to be good. */
  readonly length: number
  readonly logId: string
  readonly replicaId: string
  readonly envelopes: readonly Envelope[]
  readonly decided: number
  readonly sealer: Sealer
  readonly clock: Clock
  readonly newId: IdSource
  saveDecided(deviceSeq: number): void
  release(): Promise<void>
}

interface Waiting {
  readonly command: NewCommand
  readonly issuedAt: number
  readonly settle: (appended: Appended) => void
}

/** Most commands that share one flush: bounds how long the first of them waits. */
const flushMax = 500

export function createCommandLog(parts: CommandLogParts): CommandLog {
  const { file, sealer, logId, replicaId } = parts
  const envelopes = [...parts.envelopes]
  const listeners: ((envelopes: readonly Envelope[]) => void)[] = []
  const waiting: Waiting[] = []
  let { length, decided } = parts
  let flushing: Promise<void> | undefined
  let isClosed = false
  /** Set when a failed write could not be taken back: what lies behind `length` is unknown. */
  let broken: Refusal | undefined

  const last = () => envelopes.length

  async function flushWaiting(): Promise<void> {
    // A turn later, so that what is appended in one moment shares one flush.
    await Promise.resolve()
    for (;;) {
      const group = waiting.splice(0, flushMax)
      if (group.length === 0) {
        // In the same turn as the look into the queue: an append in between would wait for ever.
        flushing = undefined
        return
      }
      const refusal = broken ?? (await writeGroup(group))
      if (refusal) for (const { settle } of group) settle({ ok: false, refusal })
    }
  }

  async function writeGroup(group: readonly Waiting[]): Promise<Refusal | undefined> {
    const added = group.map(({ command, issuedAt }, index): Envelope => {
      const { type, version, args, basedOn } = command
      return {
        id: parts.newId(),
        replicaId,
        logId,
        deviceSeq: last() + 1 + index,
        type,
        version,
        args,
        basedOn,
        issuedAt,
      }
    })
    const bytes = Buffer.concat(added.map((envelope) => encodeRecord(envelope, sealer)))
    try {
      await file.write(bytes, length)
      await file.flush()
    } catch (error) {
      await takeBack(error)
      return logRefusals.fromDisk(error)
    }
    length += bytes.length
    envelopes.push(...added)
    for (const listener of listeners) listener(added)
    for (const [index, envelope] of added.entries()) group[index]?.settle({ ok: true, envelope })
    return undefined
  }

  /** A half-written group must not be found by the next start: its callers were told "not saved". */
  async function takeBack(because: unknown): Promise<void> {
    try {
      await file.truncate(length)
      await file.flush()
    } catch {
      broken = logRefusals.fromDisk(because)
    }
  }

  return {
    logId,
    append(command) {
      if (isClosed) return Promise.resolve({ ok: false, refusal: logRefusals.closed() })
      return new Promise((settle) => {
        waiting.push({ command, issuedAt: parts.clock.now(), settle })
        flushing ??= flushWaiting()
      })
    },
    onFlushed: (listener) => void listeners.push(listener),
    // The numbers of a log have no gaps, so the command with number n stands at n - 1.
    after: (deviceSeq, limit = Number.POSITIVE_INFINITY) => envelopes.slice(deviceSeq, deviceSeq + limit),
    last,
    decided: () => decided,
    decide(deviceSeq) {
      const next = Math.min(deviceSeq, last())
      if (next === decided) return
      decided = next
      parts.saveDecided(next)
    },
    async close() {
      isClosed = true
      await flushing
      await file.close()
      await parts.release()
    },
  }
}
