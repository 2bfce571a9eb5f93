import { z } from 'zod'
import { checkpointSchema } from '#shared/sync/feed.ts'
import type { RowStore } from '../store/row-store.ts'

/**
 * Where this replica stands, as on disk: the feed up to `seq` and the commands of `logId` up to `cursor`. Only ids and
 * numbers, so it lies there unsealed, since it is needed before the key is there.
 */
const placeSchema = z.strictObject({
  ...checkpointSchema.shape,
  replicaId: z.string(),
  logId: z.string(),
  cursor: z.int().min(0),
  /** How many rows there were in each collection. Fewer than that later: something was lost. */
  counts: z.record(z.string(), z.int().min(0)),
})
export type Place = z.infer<typeof placeSchema>

const id = 'place'

export async function readPlace(store: RowStore): Promise<Place | null> {
  const stored = (await store.get('meta', [id])).get(id)
  if (!stored) return null
  return placeSchema.safeParse(parsed(stored.sealed)).data ?? null
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
