import type { ReadableDb, SqlValue, WritableDb } from '../db/database.ts'

export interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
}

export interface Reference {
  readonly table: string
  readonly column: string
  readonly target: string
}

/** Makes rows for tables as they are now, from the catalogue. */
export interface RowMaker {
  readonly columns: readonly Column[]
  readonly references: readonly Reference[]
  valueOf(column: Column, index: number): SqlValue
}

export async function createRowMaker(db: ReadableDb): Promise<RowMaker> {
  const columns = await db.query<Column>(
    `SELECT table_name AS "table", column_name AS name, data_type AS type, is_nullable = 'YES' AS "isNullable"
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY ordinal_position`,
  )
  const references = await db.query<Reference>(
    `SELECT conrelid::regclass::text AS "table", attname AS column, confrelid::regclass::text AS target
     FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  )
  const checks = await db.query<{ table: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
  )
  return { columns, references, valueOf }

  function valueOf({ table, name, type, isNullable }: Column, index: number): SqlValue {
    const reference = references.find((each) => unquoted(each.table) === table && each.column === name)
    // Every table that is referred to has a text id, made below.
    if (reference) return `${unquoted(reference.target)}-id-${index}`
    if (isNullable && index % 2 === 0) return null
    const choices = choicesOf(table, name)
    if (choices.length > 0) return choices[index % choices.length] ?? ''
    switch (type) {
      case 'text':
        return shortened(table, name, `${table}-${name}-${index}`)
      case 'bigint':
      case 'integer':
        return index + 1
      case 'boolean':
        return true
      case 'jsonb':
        return '[]'
      default:
        throw new Error(`no value for a ${type}: add one here`)
    }
  }

  function choicesOf(table: string, name: string): readonly string[] {
    const check = checks.find(
      (each) => unquoted(each.table) === table && new RegExp(`\\(\\(?"?${name}"? = (ANY|')`).test(each.definition),
    )
    return [...(check?.definition ?? '').matchAll(/'([^']*)'::text/g)].map(([, choice]) => choice ?? '')
  }

  function shortened(table: string, name: string, value: string): string {
    const limit = checks
      .filter((each) => unquoted(each.table) === table)
      .map(({ definition }) => new RegExp(`char_length\\("?${name}"?\\) <= (\\d+)`).exec(definition)?.[1])
      .find((digits) => digits !== undefined)
    // From the end: that is where rows differ.
    return limit === undefined ? value : value.slice(-Number(limit))
  }
}

/**
 * Puts rows into every table as it is now, whatever its columns: made from the catalogue, so that they are rows of that time
 * and not of today. Tables that have rows keep them.
 */
export async function fillTables(db: WritableDb, rowsEach = 6): Promise<void> {
  const { columns, references, valueOf } = await createRowMaker(db)
  const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => table !== 'migration')
  const filled = new Set<string>()
  while (filled.size < tables.length) {
    const ready = tables.find(
      (table) =>
        !filled.has(table) &&
        references.every((each) => unquoted(each.table) !== table || filled.has(unquoted(each.target))),
    )
    if (ready === undefined) throw new Error('tables refer to one another in a circle')
    await fill(ready)
    filled.add(ready)
  }

  async function fill(table: string): Promise<void> {
    if ((await db.query(`SELECT 1 FROM "${table}" LIMIT 1`)).length > 0) return
    const own = columns.filter((column) => column.table === table)
    const names = own.map(({ name }) => `"${name}"`).join(', ')
    for (let index = 0; index < rowsEach; index++) {
      const values = own.map((column) => valueOf(column, index))
      const marks = own.map(({ type }, at) => `$${at + 1}${type === 'jsonb' ? '::jsonb' : ''}`).join(', ')
      await db.execute(`INSERT INTO "${table}" (${names}) VALUES (${marks})`, values)
    }
  }
}

const unquoted = (name: string) => name.replaceAll('"', '')
