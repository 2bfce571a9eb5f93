import type { Clock } from '#shared/kit/clock.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { CursorEntry, FeedPage } from '#shared/sync/feed.ts'
import { refusalId, toRefusalRecord } from '../local/refusal-cards.ts'
import type { Timers } from '../flow/timers.ts'
import type { PendingOverlay } from '../overlay/pending-overlay.ts'
import type { MemoryLayer } from '../rows/memory-layer.ts'
import type { AnyRow } from '../rows/replica-row.ts'
import { sealRows } from '../seal/seal-rows.ts'
import type { RowCodec } from '../seal/row-codec.ts'
import type { Collection, RowStore, StoredRow } from '../store/row-store.ts'
import { type Place, writePlace } from './place.ts'
import { loadSnapshot } from './load-snapshot.ts'
import { unfoldEntries } from './unfold-entries.ts'

/** The only one who writes the server's rows and the place. One call at a time. */
export interface FeedWriter {
  place(): Place | null
  /**
   * A page that begins at or before our place and ends after it: on disk when this resolves. Whoever looks sees it at once; they
   * are told when it is on disk, or after a moment.
   */
  write(page: FeedPage): Promise<void>
  /** What is here stays to be seen, but is not to be gone on from. */
  forgetPlace(): Promise<void>
  /** Everything anew. Until it resolves there is no place, so that a crash begins again. */
  load(lines: AsyncIterable<unknown>): Promise<void>
}

export interface FeedWriterParts {
  readonly desk: { readonly replicaId: string; readonly logId: string }
  readonly store: RowStore
  readonly codec: RowCodec
  readonly layer: MemoryLayer
  readonly overlay: PendingOverlay
  readonly clock: Clock
  readonly timers: Timers
  onChange(collections: Iterable<Collection>): void
  onPlace(place: Place | null): void
  onInvalidRows(collection: string, count: number): void
  /** The server did not do these commands of this desk. */
  onRefused(commandIds: readonly string[]): void
}

/** Nobody notices it, and a disk has usually written by then. */
const tellWithinMs = 50

export function createFeedWriter(initial: Place | null, parts: FeedWriterParts): FeedWriter {
  const { desk, store, codec, layer, overlay, clock, timers, onChange, onPlace, onInvalidRows, onRefused } = parts
  let place = initial
  /** The newest that there was. */
  let last = initial
  /** Not known at first: what is on disk may have been found not to be gone on from. */
  let isForgotten = false

  /** What is not older than what we have. `known` is what the store has of the same rows. */
  async function newerRows(rows: ReadonlyMap<SyncedCollection, ReadonlyMap<string, AnyRow>>) {
    const found = [...rows].map(async ([collection, arrived]) => {
      const known = await store.get(collection, [...arrived.keys()])
      const before = layer.arrived(collection)
      const isNewer = ({ id, rev = 0 }: AnyRow) =>
        rev >= Number(known.get(id)?.['rev'] ?? 0) && rev >= (before.get(id)?.rev ?? 0)
      return { collection, known, rows: [...arrived.values()].filter(isNewer) }
    })
    return Promise.all(found)
  }

  /** Of refusals that no page will tell of any more. A card that is here already knows more than this. */
  async function keepCards(refusals: readonly Pick<CursorEntry, 'commandId' | 'refusal'>[]) {
    const known = await store.get(
      'local',
      refusals.map(({ commandId }) => refusalId(commandId)),
    )
    if (refusals.length > 0) onRefused(refusals.map(({ commandId }) => commandId))
    const cards = refusals
      .filter(({ commandId }) => !known.has(refusalId(commandId)))
      .map((entry) => toRefusalRecord(entry, overlay.find(entry.commandId), clock.now()))
    await store.put('local', await sealRows(codec, 'local', cards))
  }

  async function moveTo(next: Place) {
    await writePlace(store, next)
    place = next
    isForgotten = false
    onPlace(next)
  }

  async function forgetPlace() {
    if (isForgotten) return
    last = place ?? last
    place = null
    onPlace(null)
    await writePlace(store, null)
    isForgotten = true
  }

  /** Drawing what is new and writing it down at the same time makes both late. A slow disk keeps nobody waiting. */
  async function tellingOf(batches: readonly Batch[], write: () => Promise<void>) {
    const written = new AbortController()
    void timers
      .sleep(tellWithinMs, written.signal)
      // Main's answer goes first: it is a few bytes.
      .then(() => timers.sleep(0))
      .then(() => onChange(batches.map(({ collection }) => collection)))
    try {
      await write()
    } finally {
      written.abort()
    }
  }

  return {
    place: () => place,
    async write(page) {
      if (!place) throw new Error('a page without a place')
      const { rows, cursors, commandIds, refusals, invalid } = unfoldEntries(page.entries, place)
      for (const [collection, count] of invalid) onInvalidRows(collection, count)
      const cards = refusals.map((entry) => toRefusalRecord(entry, overlay.find(entry.commandId), clock.now()))
      const batches: Batch[] = await newerRows(rows)
      const addition = additionOf(place, batches)
      if (cards.length > 0) batches.push({ collection: 'local', known: new Map<string, StoredRow>(), rows: cards })

      if (refusals.length > 0) onRefused(refusals.map(({ commandId }) => commandId))

      // From here to the next `await` in one piece: this is when the page happens for whoever looks.
      for (const batch of batches) layer.arrive(batch.collection, batch.rows)
      const { epoch } = place
      overlay.settle(new Map(batches.map((batch) => [batch.collection as SyncedCollection, batch.rows])), {
        epoch,
        cursor: cursors[desk.logId] ?? 0,
        commandIds: commandIds.get(desk.logId) ?? new Map(),
      })
      await tellingOf(batches, async () => {
        const [sealed] = await Promise.all([
          Promise.all(batches.map((batch) => sealRows(codec, batch.collection, batch.rows))),
          addition.before && writePlace(store, addition.before),
        ])
        if (addition.before) place = addition.before
        const writes = batches.map(({ collection, known }, index) => store.put(collection, sealed[index] ?? [], known))
        // Each to its end, so that no write of a failed page runs into the next try.
        const failed = (await Promise.allSettled(writes)).find((write) => write.status === 'rejected')
        if (failed) throw failed.reason
        // Never before the rows: a crash in between repeats the page, and a page that was written twice is the same page.
        await moveTo({ ...addition.after, seq: page.to, cursors })
        for (const batch of batches) layer.landed(batch.collection, batch.rows)
      })
    },
    forgetPlace,
    async load(lines) {
      await forgetPlace()
      const before = last
      layer.forgetArrived()
      const { head, counts } = await loadSnapshot(lines, {
        store,
        codec,
        clock,
        onInvalidRows,
        async onProgress() {
          onChange(syncedCollections)
          await overlay.reload()
        },
      })
      const { cursor: told } = head
      const known = before?.epoch === head.epoch ? before.cursors : {}
      const cursors = { ...known }
      for (const { logId, deviceSeq } of told ? [told, ...(told.earlier ?? [])] : [])
        cursors[logId] = Math.max(cursors[logId] ?? 0, deviceSeq)
      await keepCards((told?.refusals ?? []).filter(({ deviceSeq }) => deviceSeq > (known[told?.logId ?? ''] ?? 0)))
      const decided = { epoch: head.epoch, cursor: cursors[desk.logId] ?? 0 }
      overlay.settle(new Map(), decided)
      await overlay.reload()
      onChange(syncedCollections)
      await moveTo({ epoch: head.epoch, seq: head.seq, ...desk, cursors, counts })
      // Main may have told of this history only meanwhile, while there was no place that knew how far it has decided.
      overlay.settle(new Map(), decided)
    },
  }
}

/** What the place says while the rows of a page are being written, where it has to say something new, and afterwards. */
function additionOf(place: Place, batches: readonly Batch[]): { readonly before: Place | null; readonly after: Place } {
  const counts = { ...place.counts }
  const during = { ...place.adding }
  const after = { ...place.adding }
  let hasFresh = false
  for (const { collection, known, rows } of batches) {
    if (collection === 'local') continue
    const uncounted = new Set(place.adding?.[collection])
    const added = new Set(rows.map(({ id }) => id).filter((id) => uncounted.has(id) || !known.has(id)))
    hasFresh ||= [...added].some((id) => !uncounted.has(id))
    during[collection] = [...new Set([...uncounted, ...added])]
    after[collection] = [...uncounted].filter((id) => !added.has(id))
    counts[collection] = (counts[collection] ?? 0) + added.size
  }
  return { before: hasFresh ? { ...place, adding: during } : null, after: { ...place, counts, adding: after } }
}

interface Batch {
  readonly collection: Collection
  readonly known: ReadonlyMap<string, StoredRow>
  readonly rows: readonly AnyRow[]
}
