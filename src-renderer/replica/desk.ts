import type { Actor } from '#shared/domain/command.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { createFeedReader, type FeedReader } from './feed/feed-reader.ts'
import { createFeedWriter, type FeedWriter } from './feed/feed-writer.ts'
import type { FeedSource } from './feed/http-feed.ts'
import { type Place, cursorOf } from './feed/place.ts'
import type { Timers } from './flow/timers.ts'
import { type Doings, createDoings } from './doings/doings.ts'
import { refusalId } from './local/refusal-cards.ts'
import { type PendingOverlay, createPendingOverlay } from './overlay/pending-overlay.ts'
import { type MemoryLayer, createMemoryLayer } from './rows/memory-layer.ts'
import { type RowReader, createRowReader } from './rows/row-reader.ts'
import type { RowCodec } from './seal/row-codec.ts'
import type { Collection, RowStore } from './store/row-store.ts'

export type Identity = Extract<ReplicaEvent, { event: 'identity' }>

/** One agent's rows, open: there is a key, and somebody whose commands these are. */
export interface Desk {
  readonly agentId: string
  readonly replicaId: string
  readonly logId: string
  readonly layer: MemoryLayer
  readonly reader: RowReader
  readonly overlay: PendingOverlay
  readonly writer: FeedWriter
  readonly feed: FeedReader
  /** What this agent did at this desk and can take back. */
  readonly doings: Doings
  /** How far the server's feed reaches, and in which history. */
  head(head: Checkpoint): void
  /** What is here cannot be trusted: it is taken anew. What is pending is told anew. */
  rebuild(): void
  dismissRefusal(commandId: string): Promise<void>
  /** Works until `close`. */
  close(): Promise<void>
}

/** As much of it as lists are read from. */
export type ReadDesk = Pick<Desk, 'agentId' | 'reader' | 'layer'>

export interface DeskParts {
  readonly identity: Identity
  readonly place: Place | null
  readonly codec: RowCodec
  readonly store: RowStore
  readonly source: FeedSource
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  /** Resolves when the rows that are here have been shown and counted: a night's news come after that, where there are any rows. */
  looked(): Promise<void>
  onChange(topics: Iterable<Collection | 'state' | 'pending'>): void
  /** Where it stands now, as on disk; null when what is here is not to be gone on from. */
  onPlace(place: Place | null): void
  /** Something was noticed and dealt with. Kind and numbers only. */
  report(problem: string, detail: string): void
  /** The same, where what is kept here had to be repaired: a person is told too. */
  onRepair(problem: string, detail: string): void
  /** What is wrong now; `undefined` when it no longer is. */
  onProblem(problem: { kind: string; detail: string } | undefined): void
  repairStore(): Promise<{ isIncomplete: boolean }>
}

/** A row that does not open has everything fetched again, but not over and over. */
const resyncEveryMs = 60_000

export function createDesk(parts: DeskParts): Desk {
  const {
    identity,
    codec,
    store,
    source,
    clock,
    timers,
    random,
    looked,
    onChange,
    onPlace,
    report,
    onRepair,
    onProblem,
    repairStore,
  } = parts
  const stop = new AbortController()
  const layer = createMemoryLayer()
  const reader = createRowReader({ store, layer, codec, onUnreadable })
  const doings = createDoings({
    store,
    codec,
    reader,
    clock,
    onChange: () => onChange(['local']),
    onFault: (name) => report('replica/doing-not-kept', name),
  })
  const overlay = createPendingOverlay({
    actor: actorOf(identity),
    decided: parts.place && { epoch: parts.place.epoch, cursor: cursorOf(parts.place, identity.logId) },
    layer,
    reader,
    onChange,
    onWaiting: () => onChange(['pending']),
    onForeseen: doings.foreseen,
    onFault: (commandType) => report('replica/overlay-failed', commandType),
  })
  const writer = createFeedWriter(parts.place, {
    desk: { replicaId: identity.replicaId, logId: identity.logId },
    store,
    codec,
    layer,
    overlay,
    clock,
    timers,
    onChange,
    onPlace,
    onInvalidRows: (collection, count) => report('replica/rows-invalid', `${collection} ${count}`),
    onRefused: doings.refused,
  })
  const feed = createFeedReader({
    source,
    writer,
    timers,
    random,
    onProblem,
    onState: () => onChange(['state']),
    repairStore,
  })
  const mayBegin = parts.place ? Promise.race([looked(), aborted(stop.signal)]) : Promise.resolve()
  const running = mayBegin.then(() => feed.run(stop.signal))
  let resyncAt = 0
  let epoch = parts.place?.epoch ?? null

  function onUnreadable(collection: Collection) {
    if (clock.now() < resyncAt) return
    resyncAt = clock.now() + resyncEveryMs
    onRepair('replica/row-unreadable', collection)
    // A refusal comes with no snapshot.
    if (collection !== 'local') feed.resync()
  }

  return {
    agentId: identity.agentId,
    replicaId: identity.replicaId,
    logId: identity.logId,
    layer,
    reader,
    overlay,
    writer,
    feed,
    doings,
    head(head) {
      if (head.epoch !== epoch) {
        epoch = head.epoch
        const place = writer.place()
        overlay.follow({ epoch, cursor: place?.epoch === epoch ? cursorOf(place, identity.logId) : 0 })
      }
      feed.head(head)
    },
    rebuild() {
      epoch = null
      overlay.follow(null)
      feed.resync()
    },
    async dismissRefusal(commandId) {
      await store.remove('local', [refusalId(commandId)])
      onChange(['local'])
    },
    async close() {
      stop.abort()
      await running
      await doings.settled()
      // Whoever comes next must not go on from what was to be taken anew.
      if (feed.isLoading()) await writer.forgetPlace()
    },
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

export const actorOf = (identity: Identity): Actor => ({
  kind: 'agent',
  id: identity.agentId,
  organisationId: identity.organisationId,
  brandIds: identity.brandIds,
  rights: identity.rights,
})
