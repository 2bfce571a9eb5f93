import { type SyncedCollection, type SyncedRows, syncedEntities } from '#shared/domain/entities.ts'
import { jsonProperties } from '#shared/schema/json-properties.ts'
import { columnName } from '#shared/schema/to-sql.ts'
import type { ReadableDb, SqlValue, WritableDb } from './database.ts'

/** Rows of one collection in its table: `lastMessageAt` ↔ `last_message_at`, lists and objects ↔ jsonb. */
export interface RowStore<Row> {
  /** Locked until the transaction ends, in the order of ids, so that two transactions never wait for each other. */
  lock(db: WritableDb, ids: readonly string[]): Promise<readonly Row[]>
  find(db: ReadableDb, where: string, values: readonly SqlValue[]): Promise<readonly Row[]>
  insert(db: WritableDb, rows: readonly Row[]): Promise<void>
  update(db: WritableDb, row: Row): Promise<void>
}

/** Bind parameters are counted in 16 bits. */
const parametersMax = 60_000

function createRowStore<Row extends object>(collection: SyncedCollection): RowStore<Row> {
  const table = `"${columnName(collection)}"`
  const fields = [...jsonProperties(syncedEntities[collection])].map(([field, { type }]) => ({
    field,
    column: `"${columnName(field)}"`,
    isJson: type === 'array' || type === 'object',
  }))
  const columns = fields.map(({ column }) => column).join(', ')
  const selected = fields.map(({ field, column }) => `${column} AS "${field}"`).join(', ')
  const marks = (offset: number) =>
    fields.map(({ isJson }, index) => `$${offset + index + 1}${isJson ? '::jsonb' : ''}`)
  const bound = (row: Row): SqlValue[] =>
    fields.map(({ field, isJson }) => {
      const value = (row as Record<string, unknown>)[field]
      return isJson && value !== null ? JSON.stringify(value) : (value as SqlValue)
    })
  const find = (db: ReadableDb, where: string, values: readonly SqlValue[]) =>
    db.query<Row>(`SELECT ${selected} FROM ${table} WHERE ${where}`, values)
  const assignments = fields.map(({ column }, index) => `${column} = ${marks(0)[index]}`).join(', ')
  const idMark = `$${fields.findIndex(({ field }) => field === 'id') + 1}`

  return {
    lock: (db, ids) => find(db, 'id = ANY($1) ORDER BY id FOR UPDATE', [ids]),
    find,
    async insert(db, rows) {
      const perStatement = Math.floor(parametersMax / fields.length)
      for (let start = 0; start < rows.length; start += perStatement) {
        const some = rows.slice(start, start + perStatement)
        const tuples = some.map((_, index) => `(${marks(index * fields.length).join(', ')})`)
        await db.execute(`INSERT INTO ${table} (${columns}) VALUES ${tuples.join(', ')}`, some.flatMap(bound))
      }
    },
    async update(db, row) {
      await db.execute(`UPDATE ${table} SET ${assignments} WHERE id = ${idMark}`, bound(row))
    },
  }
}

export const rowStores: { readonly [Name in SyncedCollection]: RowStore<SyncedRows[Name]> } = {
  directory: createRowStore('directory'),
  conversation: createRowStore('conversation'),
  customer: createRowStore('customer'),
  timeline: createRowStore('timeline'),
  order: createRowStore('order'),
  knowledge: createRowStore('knowledge'),
  language: createRowStore('language'),
}
