import type { Clock } from '#shared/kit/clock.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { CursorEntry, FeedPage } from '#shared/sync/feed.ts'
import { refusalId, toRefusalRecord } from '../local/refusal-cards.ts'
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
  /** A page that begins at or before our place and ends after it: shown at once, and on disk when this resolves. */
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
  onChange(collections: Iterable<Collection>): void
  onDurable(place: Place): void
  onInvalidRows(collection: string, count: number): void
}

export function createFeedWriter(initial: Place | null, parts: FeedWriterParts): FeedWriter {
  const { desk, store, codec, layer, overlay, clock, onChange, onDurable, onInvalidRows } = parts
  let place = initial
  /** The newest that there was. */
  let last = initial
  /** A write that failed, or during which the worker died, may have added rows that no place counts. */
  let isCounted = false

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

  /** Never fewer than known before: what has gone since has to be noticed. */
  async function countedRows(known: Place['counts']): Promise<Place['counts']> {
    const counted = syncedCollections.map(async (collection) => {
      const there = await store.count(collection, {})
      return [collection, Math.max(there, known[collection] ?? 0)] as const
    })
    return Object.fromEntries(await Promise.all(counted))
  }

  /** Of refusals that no page will tell of any more. A card that is here already knows more than this. */
  async function keepCards(refusals: readonly Pick<CursorEntry, 'commandId' | 'refusal'>[]) {
    const known = await store.get(
      'local',
      refusals.map(({ commandId }) => refusalId(commandId)),
    )
    const cards = refusals
      .filter(({ commandId }) => !known.has(refusalId(commandId)))
      .map((entry) => toRefusalRecord(entry, overlay.find(entry.commandId), clock.now()))
    await store.put('local', await sealRows(codec, 'local', cards))
  }

  async function moveTo(next: Place) {
    await writePlace(store, next)
    place = next
    onDurable(next)
  }

  async function forgetPlace() {
    if (!place) return
    await writePlace(store, null)
    last = place
    place = null
  }

  return {
    place: () => place,
    async write(page) {
      if (!place) throw new Error('a page without a place')
      const { rows, cursor, refusals, invalid } = unfoldEntries(page.entries, place)
      for (const [collection, count] of invalid) onInvalidRows(collection, count)
      const cards = refusals.map((entry) => toRefusalRecord(entry, overlay.find(entry.commandId), clock.now()))
      const counts = isCounted ? { ...place.counts } : await countedRows(place.counts)
      const batches: Batch[] = await newerRows(rows)
      if (cards.length > 0) batches.push({ collection: 'local', known: new Map<string, StoredRow>(), rows: cards })

      // From here to the next `await` in one piece: this is when the page happens for whoever looks.
      for (const batch of batches) layer.arrive(batch.collection, batch.rows)
      const { epoch } = place
      overlay.settle(new Map(batches.map((batch) => [batch.collection as SyncedCollection, batch.rows])), {
        epoch,
        cursor,
      })
      onChange(batches.map(({ collection }) => collection))

      isCounted = false
      const writes = batches.map(async (batch) => {
        const sealed = await sealRows(codec, batch.collection, batch.rows)
        const added = await store.put(batch.collection, sealed, batch.known)
        if (batch.collection !== 'local') counts[batch.collection] = (counts[batch.collection] ?? 0) + added
      })
      // Each to its end, so that no write of a failed page runs into the next try.
      const failed = (await Promise.allSettled(writes)).find((write) => write.status === 'rejected')
      if (failed) throw failed.reason
      // Never before the rows: a crash in between repeats the page, and a page that was written twice is the same page.
      await moveTo({ ...place, seq: page.to, cursor, counts })
      isCounted = true
      for (const batch of batches) layer.landed(batch.collection, batch.rows)
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
      const kept = before?.epoch === head.epoch && before.logId === desk.logId ? before.cursor : 0
      const told = head.cursor?.logId === desk.logId ? head.cursor.deviceSeq : 0
      const cursor = Math.max(kept, told)
      // Of the log that the server knows, which may be the one before ours.
      const known = head.cursor?.logId === desk.logId ? kept : 0
      await keepCards((head.cursor?.refusals ?? []).filter(({ deviceSeq }) => deviceSeq > known))
      overlay.settle(new Map(), { epoch: head.epoch, cursor })
      await overlay.reload()
      onChange(syncedCollections)
      await moveTo({ epoch: head.epoch, seq: head.seq, ...desk, cursor, counts })
    },
  }
}

interface Batch {
  readonly collection: Collection
  readonly known: ReadonlyMap<string, StoredRow>
  readonly rows: readonly AnyRow[]
}
