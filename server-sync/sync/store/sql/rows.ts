import type { RowKey, RowWrite } from '#shared/domain/command.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { ReadableDb, WritableDb } from '../../../db/database.ts'
import { type RowStore, rowStores } from '../../../db/row-store.ts'
import type { Viewer } from '../../../policy/may-see.ts'

type AnyRow = { readonly id: string }
const storeOf = (collection: SyncedCollection) => rowStores[collection] as RowStore<AnyRow>

// A connection runs its statements in the order in which they are asked for: none waits here for the answer to the one before.

/** In one order for everybody: collections as declared, ids ascending. */
export async function lockRows(db: WritableDb, keys: readonly RowKey[]): Promise<readonly RowWrite[]> {
  const locked = syncedCollections.map(async (collection) => {
    const ids = keys.filter((key) => key.collection === collection).map(({ id }) => id)
    const rows = ids.length === 0 ? [] : await storeOf(collection).lock(db, ids)
    return rows.map((row) => ({ collection, row }) as RowWrite)
  })
  return (await Promise.all(locked)).flat()
}

export async function writeRows(db: WritableDb, writes: readonly RowWrite[]): Promise<void> {
  await Promise.all(
    writes.map(({ collection, row }) =>
      row.rev === 1 ? storeOf(collection).insert(db, [row]) : storeOf(collection).update(db, row),
    ),
  )
}

export function visibleRows(
  db: ReadableDb,
  viewer: Viewer,
  collection: SyncedCollection,
  afterId: string,
  limit: number,
): Promise<readonly AnyRow[]> {
  // The same rule as maySee, for the database.
  return storeOf(collection).find(
    db,
    `organisation_id = $1 AND (brand_id = '' OR brand_id = ANY($2)) AND id > $3 ORDER BY id LIMIT ${limit}`,
    [viewer.organisationId, viewer.brandIds, afterId],
  )
}
