import { type SyncedRows, entities } from '#shared/domain/entities.ts'
import type { LocalRecord, MetaRecord } from '#shared/domain/workplace/local-record.ts'
import { type ClearValue, clearFieldsOf } from '#shared/schema/clear-fields.ts'
import type { Collection, RowQuery } from '../store/row-store.ts'

export interface ReplicaRows extends SyncedRows {
  local: LocalRecord
  meta: MetaRecord
}

/** Any row, where it does not matter whose. */
export interface AnyRow {
  readonly id: string
  readonly rev?: number
}

export type Clear = Readonly<Record<string, ClearValue>>

const readers = Object.fromEntries(
  Object.entries(entities).map(([collection, entity]) => [collection, clearFieldsOf(entity)]),
) as Record<Collection, ReturnType<typeof clearFieldsOf>>

export const clearOf = (collection: Collection, row: AnyRow): Clear => readers[collection](row as never)

export const matches = (clear: Clear, where: RowQuery['where']): boolean =>
  Object.entries(where).every(([field, value]) => clear[field] === value)

interface Placed {
  readonly id: string
  readonly clear: Clear
}

/** The order in which the store answers: by the fields asked for, then by id; text by its UTF-16 units, as IndexedDB does. */
export function inOrder(orderBy: readonly string[]): (a: Placed, b: Placed) => number {
  return (a, b) => {
    for (const field of orderBy) {
      const order = compare(a.clear[field] ?? '', b.clear[field] ?? '')
      if (order !== 0) return order
    }
    return compare(a.id, b.id)
  }
}

const compare = (a: ClearValue, b: ClearValue) => (a < b ? -1 : a > b ? 1 : 0)
