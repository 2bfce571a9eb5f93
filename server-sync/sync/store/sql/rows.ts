import type { RowKey, RowWrite } from '#shared/domain/command.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { ReadableDb, WritableDb } from '../../../db/database.ts'
import { type RowStore, rowStores } from '../../../db/row-store.ts'

type AnyRow = { readonly id: string }
const storeOf = (collection: SyncedCollection) => rowStores[collection] as RowStore<AnyRow>

// A connection runs its statements in the order in which they are asked for: none waits here for the answer to the one before.

/**
 * In one order for everybody: collections as declared, ids ascending.
 * @param isLocked PostgreSQL hides from a locking question what the scope may not change
 */
export async function lockRows(
  db: WritableDb,
  keys: readonly RowKey[],
  isLocked: (collection: SyncedCollection) => boolean,
): Promise<readonly RowWrite[]> {
  const found = syncedCollections.map(async (collection) => {
    const ids = keys.filter((key) => key.collection === collection).map(({ id }) => id)
    const store = storeOf(collection)
    const seen = (among: readonly string[]) =>
      among.length === 0 ? Promise.resolve([]) : store.find(db, 'id = ANY($1)', [[...among]])
    const locked = ids.length === 0 || !isLocked(collection) ? [] : await store.lock(db, ids)
    // Locking shows only what may be changed. Of the directory an agent may change their views, and looks at all the rest.
    const isSeenToo = !isLocked(collection) || collection === 'directory'
    const others = isSeenToo ? await seen(ids.filter((id) => locked.every((row) => row.id !== id))) : []
    const rows = [...locked, ...others]
    return rows.map((row) => ({ collection, row }) as RowWrite)
  })
  return (await Promise.all(found)).flat()
}

export async function writeRows(db: WritableDb, writes: readonly RowWrite[]): Promise<void> {
  await Promise.all(
    writes.map(({ collection, row }) =>
      row.rev === 1 ? storeOf(collection).insert(db, [row]) : storeOf(collection).update(db, row),
    ),
  )
}

/** As far as the scope lets see. */
export function visibleRows(
  db: ReadableDb,
  collection: SyncedCollection,
  afterId: string,
  limit: number,
): Promise<readonly AnyRow[]> {
  return storeOf(collection).find(db, `id > $1 ORDER BY id LIMIT ${limit}`, [afterId])
}
