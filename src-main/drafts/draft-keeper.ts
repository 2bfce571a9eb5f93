import path from 'node:path'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import { type LogDisk, openLogDisk } from '../files/log-disk.ts'
import { createMemoryDisk } from '../files/memory-disk.ts'
import type { Log } from '../log/create-log.ts'
import type { Seat } from '../session/seat.ts'
import type { Session } from '../session/session.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'
import type { DraftJournal } from './draft-journal.ts'
import { type DraftKeys, type OpenedDrafts, draftKeys, openDraftJournal } from './open-draft-journal.ts'

export type DraftsNow =
  /** `closing` aborts when nobody may read here any more. */
  | { readonly state: 'open'; readonly journal: DraftJournal; readonly closing: AbortSignal }
  /** Nobody is in, or the desk is locked. */
  | { readonly state: 'signed-out' }
  /** Nothing can be kept here now. */
  | { readonly state: 'closed'; readonly refusal: Refusal }

/** The drafts of whoever sits here, for as long as the desk is open. */
export interface DraftKeeper {
  /** After any change under way. A journal that could not be opened is tried again. */
  now(): Promise<DraftsNow>
  /** Of a desk that is to be erased: closed, and out of the memory, when this resolves. */
  leave(replicaId: string): Promise<void>
  close(): Promise<void>
}

export interface DraftKeeperParts {
  readonly session: Pick<Session, 'seat'>
  readonly dataDir: string
  /** This computer keeps no keys: what is written goes when Farline ends, and never touches the disk. */
  readonly isMemoryOnly: boolean
  readonly newId: IdSource
  readonly diagnostics: Log
  /** Which of these entries have become commands in this desk's log. Rejects when the log cannot be asked. */
  saved(replicaId: string, entryIds: ReadonlySet<string>): Promise<ReadonlySet<string>>
}

interface Opened {
  readonly replicaId: string
  readonly dataKey: Uint8Array
  readonly drafts: OpenedDrafts
  readonly closing: AbortController
}

export function keepDrafts(parts: DraftKeeperParts): DraftKeeper {
  const { session, diagnostics } = parts
  const memory = new Map<string, LogDisk>()
  let opened: Opened | null = null
  const turn = createTurns((error) =>
    diagnostics.error({ event: 'drafts-failure', name: error instanceof Error ? error.name : 'unknown' }),
  )

  async function diskOf(replicaId: string): Promise<LogDisk> {
    if (!parts.isMemoryOnly) return openLogDisk(path.join(parts.dataDir, replicaId))
    const disk = memory.get(replicaId) ?? createMemoryDisk()
    memory.set(replicaId, disk)
    return disk
  }

  async function openFor(replicaId: string, keys: DraftKeys): Promise<OpenedDrafts> {
    try {
      return await openDraftJournal({
        disk: await diskOf(replicaId),
        keys,
        newId: parts.newId,
        saved: (entryIds) => parts.saved(replicaId, entryIds),
        report: ({ kind, ...found }) => diagnostics.warn({ event: kind.replace('/', '-'), ...found }),
      })
    } catch (error) {
      return { ok: false, refusal: logRefusals.fromDisk(error) }
    }
  }

  async function closeOpened(): Promise<void> {
    const closing = opened
    opened = null
    closing?.closing.abort()
    if (closing?.drafts.ok) await closing.drafts.journal.close()
  }

  function isOf(seat: Seat): boolean {
    if (opened?.replicaId !== seat.replicaId || opened.dataKey !== seat.dataKey) return false
    return opened.drafts.ok && !opened.drafts.journal.isBroken()
  }

  function follow(seat: Seat | null): Promise<void> {
    // Off at once: whoever locks a desk has not to wait for a disk before nobody can read.
    if (!seat?.dataKey) opened?.closing.abort()
    if (seat && isOf(seat)) return turn(async () => undefined)
    const { replicaId = '', dataKey = null } = seat ?? {}
    const keys = dataKey && draftKeys(dataKey, replicaId)
    return turn(async () => {
      if (seat && isOf(seat)) return
      await closeOpened()
      if (!keys || !dataKey || session.seat.get()?.dataKey !== dataKey) return
      const drafts = await openFor(replicaId, keys)
      opened = { replicaId, dataKey, drafts, closing: new AbortController() }
      if (!drafts.ok) diagnostics.error({ event: 'drafts-closed', problem: drafts.refusal.kind })
    })
  }

  const stopFollowing = session.seat.onChange((seat) => void follow(seat))
  void follow(session.seat.get())

  return {
    async now() {
      await turn(async () => undefined)
      const seat = session.seat.get()
      if (!seat?.dataKey) return { state: 'signed-out' }
      if (!isOf(seat)) await follow(seat)
      if (!opened || opened.dataKey !== session.seat.get()?.dataKey) return { state: 'signed-out' }
      const { drafts, closing } = opened
      return drafts.ok
        ? { state: 'open', journal: drafts.journal, closing: closing.signal }
        : { state: 'closed', refusal: drafts.refusal }
    },
    async leave(replicaId) {
      await turn(async () => {
        if (opened?.replicaId === replicaId) await closeOpened()
        memory.delete(replicaId)
      })
    },
    async close() {
      stopFollowing()
      await turn(closeOpened)
    },
  }
}
