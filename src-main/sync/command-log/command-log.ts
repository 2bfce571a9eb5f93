import type { BasedOn } from '#shared/domain/command.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import type { Sealer } from '../../keys/sealer.ts'
import type { LogFile } from '../../files/log-disk.ts'
import { encodeRecord } from './log-lines.ts'
import type { LogNotes } from './log-notes.ts'
import { logRefusals } from './log-refusals.ts'
import { forgetMarksAfter, markPassed, passedFor } from './passed-marks.ts'
import { readRecords } from './read-records.ts'
import { createRecentCommands } from './recent-commands.ts'
import { createRecordPlaces } from './record-places.ts'

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
  /**
   * At most `limit` commands after this number, in order, from memory or from the disk; some at least, when there are any.
   * Rejects when a record that was saved cannot be read back.
   */
  after(deviceSeq: number, limit?: number): Promise<readonly Envelope[]>
  /** Everything up to here has been forgotten; 0 when nothing has. */
  base(): number
  /** Number of the newest flushed command; 0 when there is none. */
  last(): number
  /** Up to here the server has decided. A restored server may move it back. */
  decided(): number
  decide(deviceSeq: number): void
  /** Of the server that decided; null before the first connection. */
  epoch(): string | null
  enterEpoch(epoch: string): void
  /** The replica holds durably, in this epoch, what came of everything up to here. May forget what is old enough. */
  passed(deviceSeq: number, epoch: string): void
  close(): Promise<void>
}

/** A log that begins after `base`, in the place of the present one. */
export type Rewritten =
  | { readonly ok: true; readonly file: LogFile; readonly headerBytes: number }
  /** `isLost`: it is not known which file a restart would find. */
  | { readonly ok: false; readonly refusal: Refusal; readonly isLost: boolean }

export interface CommandLogParts {
  readonly file: LogFile
  /** Length of what is known to be good. */
  readonly length: number
  readonly replicaId: string
  readonly base: number
  /** Where each record begins; the first has the number after `base`. */
  readonly starts: readonly number[]
  /** What is undecided, in order. */
  readonly undecided: readonly Envelope[]
  readonly notes: LogNotes
  /** How long a command is kept after the replica has passed it. */
  readonly keepMs: number
  readonly sealer: Sealer
  readonly clock: Clock
  readonly newId: IdSource
  saveNotes(notes: LogNotes): void
  rewrite(base: number, file: LogFile, from: number, to: number): Promise<Rewritten>
  onCompacted(result: { readonly forgotten: number; readonly bytes: number } | { readonly refusal: Refusal }): void
  release(): Promise<void>
}

interface Waiting {
  readonly command: NewCommand
  readonly issuedAt: number
  readonly settle: (appended: Appended) => void
}

/** Most commands that share one flush: bounds how long the first of them waits. */
const flushMax = 500
/** Forgetting less than this, and less than half of the file, is not worth writing it anew. */
const worthBytes = 256 * 1024

export function createCommandLog(parts: CommandLogParts): CommandLog {
  const { sealer, replicaId, clock } = parts
  const { logId } = parts.notes
  const places = createRecordPlaces(parts.base, parts.starts, parts.length)
  const recent = createRecentCommands(parts.undecided)
  const listeners: ((envelopes: readonly Envelope[]) => void)[] = []
  const waiting: Waiting[] = []
  let { file, notes } = parts
  let flushing: Promise<void> | undefined
  /** One after the other: a file is never read or written to while it is being replaced. */
  const inTurn = createTurns()
  let isClosed = false
  let isCompacting = false
  /** Set when a failed write could not be taken back: what lies on the disk is unknown. */
  let broken: Refusal | undefined

  function note(change: Partial<LogNotes>): void {
    notes = { ...notes, ...change }
    parts.saveNotes(notes)
  }

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
      const refusal = await inTurn(async () => broken ?? (await writeGroup(group)))
      if (refusal) for (const { settle } of group) settle({ ok: false, refusal })
    }
  }

  async function writeGroup(group: readonly Waiting[]): Promise<Refusal | undefined> {
    const next = places.last() + 1
    const added = group.map(({ command, issuedAt }, index): Envelope => {
      const { type, version, args, basedOn } = command
      return {
        id: parts.newId(),
        replicaId,
        logId,
        deviceSeq: next + index,
        type,
        version,
        args,
        basedOn,
        issuedAt,
      }
    })
    const lines = added.map((envelope) => encodeRecord(envelope, sealer))
    try {
      await file.write(Buffer.concat(lines), places.end())
      await file.flush()
    } catch (error) {
      await takeBack(error)
      return logRefusals.fromDisk(error)
    }
    for (const line of lines) places.add(line.length)
    recent.add(added)
    for (const listener of listeners) listener(added)
    for (const [index, envelope] of added.entries()) group[index]?.settle({ ok: true, envelope })
    return undefined
  }

  /** A half-written group must not be found by the next start: its callers were told "not saved". */
  async function takeBack(because: unknown): Promise<void> {
    try {
      await file.truncate(places.end())
      await file.flush()
    } catch {
      broken = logRefusals.fromDisk(because)
    }
  }

  /** Number up to which everything may be forgotten: decided, and long enough in the replica's hands. */
  function forgettable(): number {
    const upTo = Math.min(passedFor(notes.passed, parts.keepMs, clock.now()), notes.deviceSeq)
    if (upTo <= places.base()) return 0
    const bytes = places.startOf(upTo + 1) - places.startOf(places.base() + 1)
    return bytes >= worthBytes || bytes * 2 >= places.end() ? upTo : 0
  }

  async function compact(): Promise<void> {
    const upTo = forgettable()
    if (upTo === 0 || broken || isClosed) return
    const from = places.startOf(upTo + 1)
    const rewritten = await parts.rewrite(upTo, file, from, places.end())
    if (!rewritten.ok) {
      if (rewritten.isLost) broken = rewritten.refusal
      parts.onCompacted({ refusal: rewritten.refusal })
      return
    }
    const old = file
    file = rewritten.file
    const bytes = from - rewritten.headerBytes
    const forgotten = places.forget(upTo, bytes)
    await old.close().catch(() => undefined) // Nothing depends on it any more.
    parts.onCompacted({ forgotten, bytes })
  }

  function compactWhenWorthIt(): void {
    if (isCompacting || forgettable() === 0) return
    isCompacting = true
    void inTurn(compact).finally(() => (isCompacting = false))
  }

  return {
    logId,
    append(command) {
      if (isClosed) return Promise.resolve({ ok: false, refusal: logRefusals.closed() })
      return new Promise((settle) => {
        waiting.push({ command, issuedAt: clock.now(), settle })
        flushing ??= flushWaiting()
      })
    },
    onFlushed: (listener) => void listeners.push(listener),
    async after(deviceSeq, limit = Number.POSITIVE_INFINITY) {
      const known = recent.after(Math.max(deviceSeq, places.base()), places.last())
      if (known) return known.slice(0, limit)
      return inTurn(() => readRecords(file, places, sealer, deviceSeq, limit))
    },
    base: places.base,
    last: places.last,
    decided: () => notes.deviceSeq,
    decide(deviceSeq) {
      const next = Math.min(Math.max(deviceSeq, places.base()), places.last())
      if (next === notes.deviceSeq) return
      recent.forget(next)
      note({ deviceSeq: next, passed: forgetMarksAfter(notes.passed, next) })
    },
    epoch: () => notes.epoch,
    enterEpoch: (epoch) => epoch !== notes.epoch && note({ epoch }),
    passed(deviceSeq, epoch) {
      if (epoch !== notes.epoch || isClosed) return
      const passed = markPassed(notes.passed, Math.min(deviceSeq, notes.deviceSeq), clock.now())
      if (passed !== notes.passed) note({ passed })
      compactWhenWorthIt()
    },
    async close() {
      isClosed = true
      await flushing
      await inTurn(async () => undefined)
      await file.close()
      await parts.release()
    },
  }
}
