import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import type { ReadableValue } from '../flow/observable-value.ts'
import type { Timers } from '../flow/timers.ts'
import type { Log } from '../log/create-log.ts'
import { askAsAgent } from '../server/ask-as-agent.ts'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import type { Seat } from '../session/seat.ts'
import type { Session } from '../session/session.ts'
import { openFileDisk } from './file-disk.ts'
import { fileRefusal } from './file-refusal.ts'
import { type CacheKeys, type DeskFiles, cacheKeys, openDeskFiles } from './open-desk-files.ts'

export type DeskFilesNow =
  /** `closing` aborts when nobody may read here any more. */
  | { readonly state: 'open'; readonly files: DeskFiles; readonly seat: Seat; readonly closing: AbortSignal }
  /** Nobody is in, or the desk is locked. */
  | { readonly state: 'signed-out' }
  /** Nothing can be kept here now: the translation key. */
  | { readonly state: 'closed'; readonly problem: string }

/** The files of whoever sits here, and of those who left some unsent. */
export interface DeskFilesKeeper {
  /** After any change under way. What could not be opened is tried again. */
  now(): Promise<DeskFilesNow>
  /** Sends what somebody who does not sit here has left. Null: they do, or it cannot be opened. */
  sendFor(seat: Seat, sync: ReadableValue<SyncState>): Promise<Pick<DeskFiles, 'unsent'> | null>
  /** Nothing of it is open when it resolves, unless its agent sits here by now. */
  stopSendingFor(replicaId: string): Promise<void>
  /** Of a desk that is to be erased: nothing of it is open when this resolves. */
  leave(replicaId: string): Promise<void>
  close(): Promise<void>
}

export interface DeskFilesKeeperParts {
  readonly session: Pick<Session, 'seat'>
  readonly dataDir: string
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly diagnostics: Log
  readonly road: Road
  address(): ServerAddress | null
  /** Of whoever sits here. */
  sync(): ReadableValue<SyncState>
  /** Which message in this desk's log carries which file. Rejects when the log cannot be asked. */
  carried(replicaId: string): Promise<ReadonlyMap<string, string>>
  /** Files that drafts of this desk name. Rejects when they cannot be asked. */
  inDrafts(replicaId: string): Promise<ReadonlySet<string>>
}

interface Opened {
  readonly seat: Seat
  /** Or somebody else does, and what they left is being sent. */
  readonly isHere: boolean
  readonly files: DeskFiles
  dataKey: Uint8Array | null
  closing: AbortController
}

const folderName = 'files'

export function keepDeskFiles(parts: DeskFilesKeeperParts): DeskFilesKeeper {
  const { session, diagnostics } = parts
  const open = new Map<string, Opened>()
  let problem = ''
  let isClosed = false
  const turn = createTurns((error) => {
    problem = fileRefusal(error)
    diagnostics.error({ event: 'files-failure', name: error instanceof Error ? error.name : 'unknown' })
  })

  async function openFor(seat: Seat, sync: ReadableValue<SyncState>, isHere: boolean): Promise<Opened> {
    const { replicaId, outboxKey, tokens } = seat
    const disk = await openFileDisk(path.join(parts.dataDir, replicaId, folderName))
    const files = await openDeskFiles({
      ...parts,
      disk,
      replicaId,
      outboxKey,
      sync,
      async ask(request) {
        const server = parts.address()
        return server ? askAsAgent(parts.road, server, tokens, request) : { ok: false, problem: 'unreachable' }
      },
      carried: () => parts.carried(replicaId),
      report: (event, found) => diagnostics.warn({ event, ...found }),
    })
    const opened: Opened = { seat, isHere, files, dataKey: null, closing: new AbortController() }
    open.set(replicaId, opened)
    return opened
  }

  async function shut(replicaId: string): Promise<void> {
    const closing = open.get(replicaId)
    open.delete(replicaId)
    closing?.closing.abort()
    await closing?.files.close()
  }

  function lock(opened: Opened): void {
    opened.closing.abort()
    opened.files.lock()
    opened.dataKey = null
  }

  async function unlock(opened: Opened, dataKey: Uint8Array, keys: CacheKeys): Promise<void> {
    const { replicaId } = opened.seat
    opened.closing = new AbortController()
    opened.dataKey = dataKey
    await opened.files.unlock(keys, () => parts.inDrafts(replicaId))
  }

  function follow(seat: Seat | null): Promise<void> {
    const { replicaId = '', dataKey = null } = seat ?? {}
    // Off at once: whoever locks a desk has not to wait for a disk before nobody can read.
    for (const opened of open.values()) if (opened.dataKey && opened.dataKey !== dataKey) lock(opened)
    const keys = dataKey && cacheKeys(dataKey, replicaId)
    return turn(async () => {
      if (isClosed || session.seat.get()?.tokens !== seat?.tokens) return
      for (const [id, opened] of open) {
        const isStaying = opened.isHere ? opened.seat.tokens === seat?.tokens : id !== replicaId
        if (!isStaying) await shut(id)
      }
      if (!seat) return
      const opened = open.get(replicaId) ?? (await openFor(seat, parts.sync(), true))
      if (keys && dataKey && opened.dataKey !== dataKey && session.seat.get()?.dataKey === dataKey)
        await unlock(opened, dataKey, keys)
    })
  }

  function followed(seat: Seat | null): void {
    follow(seat).catch(() => undefined) // Whoever asks for them gets the problem.
  }

  const stopFollowing = session.seat.onChange(followed)
  followed(session.seat.get())

  return {
    async now() {
      await turn(async () => undefined)
      const seat = session.seat.get()
      if (!seat?.dataKey) return { state: 'signed-out' }
      const isOpen = () => open.get(seat.replicaId)?.dataKey === seat.dataKey
      if (!isOpen()) {
        try {
          await follow(seat)
        } catch {
          return { state: 'closed', problem }
        }
      }
      const opened = open.get(seat.replicaId)
      const here = session.seat.get()
      if (!opened || !here?.dataKey || opened.dataKey !== here.dataKey) return { state: 'signed-out' }
      return { state: 'open', files: opened.files, seat: here, closing: opened.closing.signal }
    },
    async sendFor(seat, sync) {
      try {
        return await turn(async () => {
          if (isClosed || session.seat.get()?.replicaId === seat.replicaId) return null
          await shut(seat.replicaId)
          return (await openFor(seat, sync, false)).files
        })
      } catch {
        return null // Reported; the next look at the outboxes tries again.
      }
    },
    stopSendingFor: (replicaId) =>
      turn(async () => {
        if (open.get(replicaId)?.isHere === false) await shut(replicaId)
      }),
    leave: (replicaId) => turn(() => shut(replicaId)),
    async close() {
      stopFollowing()
      isClosed = true
      await turn(async () => {
        for (const id of [...open.keys()]) await shut(id)
      })
    },
  }
}
