import type { ReadableDb } from '../db/database.ts'

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

export interface SequencePlace {
  readonly name: string
  /** As text: PostgreSQL's numbers are wider than ours. Null: never asked. */
  readonly lastValue: string | null
}

/** Every table as the database knows it, so that none can be forgotten; columns that it computes itself are left out. */
export function readTables(db: ReadableDb): Promise<readonly Table[]> {
  return db.query<Table>(
    `SELECT relname::text AS name, array_agg(attname::text ORDER BY attname) AS columns
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     GROUP BY relname ORDER BY relname`,
  )
}

/** Not part of any snapshot: read after the rows, they are never behind them. */
export function readSequences(db: ReadableDb): Promise<readonly SequencePlace[]> {
  return db.query<SequencePlace>(
    `SELECT sequencename::text AS name, last_value::text AS "lastValue" FROM pg_sequences
     WHERE schemaname = 'public' ORDER BY sequencename`,
  )
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const columnsOf = ({ columns }: Table) => columns.map(quoted).join(', ')
