import { type AnyRow, clearOf } from '../rows/replica-row.ts'
import type { Collection, StoredRow } from '../store/row-store.ts'
import type { RowCodec } from './row-codec.ts'

/** Rows as they lie on disk: id and clear fields readable, and all of the row sealed. */
export function sealRows(codec: RowCodec, collection: Collection, rows: readonly AnyRow[]): Promise<StoredRow[]> {
  return Promise.all(
    rows.map(async (row) => ({
      ...clearOf(collection, row),
      id: row.id,
      sealed: await codec.seal(collection, row.id, row),
    })),
  )
}
