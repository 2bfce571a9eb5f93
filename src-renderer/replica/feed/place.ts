import { z } from 'zod'
import type { SyncedCollection } from '#shared/domain/entities.ts'
import { checkpointSchema } from '#shared/sync/feed.ts'
import type { RowStore } from '../store/row-store.ts'

/**
 * Where this replica stands, as on disk: the feed up to `seq`, and how far each of its logs is decided there. Only ids and
 * numbers, so it lies there unsealed, since it is needed before the key is there.
 */
const placeSchema = z.strictObject({
  ...checkpointSchema.shape,
  replicaId: z.string(),
  /** With which it works. */
  logId: z.string(),
  /** By log: also of those before, since one may come back with an old disk image, and of the next. */
  cursors: z.record(z.string(), z.int().min(0)),
  /** How many rows there were in each collection. Fewer than that later: something was lost. */
  counts: z.record(z.string(), z.int().min(0)),
  /** Ids of rows that are being added, or were when a write failed or the worker died: there or not, `counts` is without them. */
  adding: z.record(z.string(), z.array(z.string())).optional(),
})
export type Place = z.infer<typeof placeSchema>

export const cursorOf = (place: Place | null, logId: string): number => place?.cursors[logId] ?? 0

const id = 'place'

export async function readPlace(store: RowStore): Promise<Place | null> {
  const stored = (await store.get('meta', [id])).get(id)
  if (!stored) return null
  return placeSchema.safeParse(parsed(stored.sealed)).data ?? null
}

/** How many rows of a collection there were when this place was written and are not there any more. */
export async function lostRows(store: RowStore, place: Place, collection: SyncedCollection): Promise<number> {
  const uncounted = await store.get(collection, place.adding?.[collection] ?? [])
  return (place.counts[collection] ?? 0) - ((await store.count(collection, {})) - uncounted.size)
}

export async function writePlace(store: RowStore, place: Place | null): Promise<void> {
  await store.put('meta', [{ id, sealed: JSON.stringify(place) }])
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    // Damaged: the same as none. The rows are then taken anew.
    return null
  }
}
