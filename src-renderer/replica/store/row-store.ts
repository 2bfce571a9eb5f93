import { entities } from '#shared/domain/entities.ts'
import type { ClearValue } from '#shared/schema/clear-fields.ts'

export type Collection = keyof typeof entities
export const collections = Object.keys(entities) as readonly Collection[]

/** A row at rest: its id, the fields that indexes need, and everything else sealed. */
export interface StoredRow {
  readonly id: string
  readonly sealed: string
  readonly [clearField: string]: ClearValue
}

/** Equal in all of `where`, ascending by `orderBy` and then by id: what one index can answer. */
export interface RowQuery {
  readonly where: Readonly<Record<string, ClearValue>>
  readonly orderBy: readonly string[]
  readonly limit: number
}

export interface ReadableRowStore {
  get(collection: Collection, ids: readonly string[]): Promise<ReadonlyMap<string, StoredRow>>
  find(collection: Collection, query: RowQuery): Promise<readonly StoredRow[]>
  count(collection: Collection, where: RowQuery['where']): Promise<number>
  /** Every id, in batches, ascending. Rows may be removed on the way. */
  ids(collection: Collection): AsyncIterable<readonly string[]>
}

/** The disk is full, the browser closed the database, a file of it is damaged. `cause` says what the storage said. */
export class StoreFailed extends Error {
  constructor(cause: unknown) {
    super('the row store failed', { cause })
  }
}

/**
 * The seam to whatever keeps rows: RxDB on Dexie now, perhaps a storage of our own later. What `put` and `remove` have
 * promised is on disk. Every failure is a `StoreFailed`; a failed write may have written some of its rows.
 */
export interface RowStore extends ReadableRowStore {
  /** @param known what `get` has just returned for them, which spares looking again */
  put(collection: Collection, rows: readonly StoredRow[], known?: ReadonlyMap<string, StoredRow>): Promise<void>
  /** @returns how many rows there were. */
  remove(collection: Collection, ids: readonly string[]): Promise<number>
  /** After an error that will not go away by itself, such as a database that the browser closed. */
  reopen(): Promise<void>
  /** Throws everything away and begins empty. */
  wipe(): Promise<void>
  close(): Promise<void>
}
