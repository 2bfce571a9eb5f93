import type { Clock } from '#shared/kit/clock.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Timers } from '../flow/timers.ts'
import { type Sealer, createSealer } from '../keys/sealer.ts'
import type { AgentAnswer, AgentRequest } from '../server/ask-as-agent.ts'
import { type FileCache, openFileCache } from './file-cache.ts'
import type { FileDisk } from './file-disk.ts'
import { keptEnding, outgoingEnding } from './file-records.ts'
import { type Outgoing, type OutgoingFiles, openOutgoingFiles } from './outgoing-files.ts'
import { typeByName } from './type-by-name.ts'
import { type Uploader, startUploader } from './uploader.ts'

export interface DeskFilesParts {
  readonly disk: FileDisk
  readonly replicaId: string
  readonly outboxKey: Uint8Array
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  /** Of this desk's line to the server. */
  readonly sync: ReadableValue<SyncState>
  ask(request: AgentRequest): Promise<AgentAnswer>
  /** Which message in this desk's log carries which file, by the file's id. Rejects when the log cannot be asked. */
  carried(): Promise<ReadonlyMap<string, string>>
  report(event: string, found: object): void
}

/** The files of one desk: what it sends, and, while it is open, copies of what the server has. */
export interface DeskFiles {
  readonly outgoing: OutgoingFiles
  readonly uploader: Pick<Uploader, 'abandon'>
  /** Null: locked. */
  cache(): FileCache | null
  /** Files that are whole here and not at the server. */
  readonly unsent: ReadableValue<number>
  hasRoomFor(bytes: number): Promise<boolean>
  /** @param inDrafts ids of the files that drafts name */
  unlock(keys: CacheKeys, inDrafts: () => Promise<ReadonlySet<string>>): Promise<void>
  /** At once. */
  lock(): void
  close(): Promise<void>
}

export interface CacheKeys {
  readonly sealer: Sealer
}

/** Taken at once: a lock wipes the key itself. */
export const cacheKeys = (dataKey: Uint8Array, replicaId: string): CacheKeys => ({
  sealer: createSealer(dataKey, `farline/kept-files/${replicaId}`),
})

/** Refused, or of a message that never came to be: whoever wanted to do something about it has had the time. */
const forgottenAfterMs = 30 * 24 * 3_600_000

export async function openDeskFiles(parts: DeskFilesParts): Promise<DeskFiles> {
  const { disk, clock, sync, report } = parts
  await sweepLeftovers(disk)
  const sealer = createSealer(parts.outboxKey, `farline/outgoing-files/${parts.replicaId}`)
  const outgoing = await openOutgoingFiles({ disk, sealer, clock, report })
  const unsent = createObservableValue(0)
  let cache: FileCache | null = null
  let lockings = 0

  const uploader = startUploader({
    ...parts,
    outgoing,
    waiting: () => sync.get().waiting,
    async onBound(file) {
      if (!cache) return false
      await becomeCopy(cache, file)
      return true
    },
  })
  const stopCounting = outgoing.shown.onChange(countUnsent)
  const stopFollowing = followSync(sync, uploader)
  countUnsent()
  forgetOld()
  void settleCarried().catch(() => undefined) // The log is not open: asked again when somebody unlocks.

  function countUnsent(): void {
    const count = outgoing.all().filter(({ record, kept }) => record.end === null && kept === record.bytes).length
    if (count !== unsent.get()) unsent.set(count)
  }

  async function becomeCopy(into: FileCache, { record }: Outgoing): Promise<void> {
    const { fileId, name, bytes, key } = record
    await into.adopt({ fileId, name, bytes, mediaType: typeByName(name) }, key)
    await outgoing.forget(fileId, true)
  }

  function forgetOld(): void {
    for (const { record } of outgoing.all()) {
      const isOld = clock.now() - record.beganAt > forgottenAfterMs
      if (isOld && record.end !== null) void outgoing.forget(record.fileId).catch(() => undefined)
    }
  }

  const unsure = () => outgoing.all().filter(({ isFound, record }) => isFound && record.carriedBy === null)

  /** A crash came between the flush of a message and the note that it carries a file. */
  async function settleCarried(): Promise<void> {
    if (unsure().length === 0) return
    const carried = await parts.carried()
    for (const { record } of unsure()) {
      const carriedBy = carried.get(record.fileId)
      if (carriedBy !== undefined) await outgoing.note(record.fileId, { carriedBy })
    }
  }

  /** A crash came before its draft knew of it, or after it was taken out there. */
  async function sweepUnwanted(inDrafts: () => Promise<ReadonlySet<string>>): Promise<void> {
    if (unsure().length === 0) return
    const drafted = await inDrafts()
    await settleCarried()
    for (const { record } of unsure()) {
      if (drafted.has(record.fileId)) continue
      await outgoing.forget(record.fileId)
      uploader.abandon(record.fileId)
    }
  }

  return {
    outgoing,
    uploader,
    cache: () => cache,
    unsent,
    hasRoomFor: async (bytes) => (await disk.freeBytes()) >= bytes,
    async unlock(keys, inDrafts) {
      const before = lockings
      const isOutgoing = (fileId: string) => outgoing.get(fileId) !== undefined
      const opened = await openFileCache({ disk, sealer: keys.sealer, clock, isOutgoing, report })
      if (lockings !== before) return
      cache = opened
      // What waited for the key to become a copy.
      uploader.online()
      void sweepUnwanted(inDrafts).catch(() => report('files-not-swept', {}))
    },
    lock() {
      lockings++
      cache = null
    },
    async close() {
      lockings++
      cache = null
      stopFollowing()
      stopCounting()
      await uploader.close()
    },
  }
}

/** Pieces of which nobody knows anything, and documents that were being written. */
async function sweepLeftovers(disk: FileDisk): Promise<void> {
  const names = await disk.names()
  const known = new Set(
    names
      .filter((name) => name.endsWith(outgoingEnding) || name.endsWith(keptEnding))
      .map((name) => name.slice(0, name.lastIndexOf('.'))),
  )
  for (const name of names) {
    const isRecord = name.endsWith(outgoingEnding) || name.endsWith(keptEnding)
    if (!isRecord && !known.has(name.replace(/\.pieces$/, ''))) await disk.remove(name)
  }
}

/** Woken when the server comes back, and when it has decided everything: then the messages are there. */
function followSync(sync: ReadableValue<SyncState>, uploader: Uploader): () => void {
  const isThere = ({ state }: SyncState) => state === 'online' || state === 'syncing'
  let before = sync.get()
  return sync.onChange((now) => {
    const isBack = isThere(now) && !isThere(before)
    const isDecided = now.waiting === 0 && before.waiting > 0
    before = now
    if (isBack || isDecided) uploader.online()
  })
}
