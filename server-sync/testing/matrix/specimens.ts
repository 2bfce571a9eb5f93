import type { SqlValue, WritableDb } from '../../db/database.ts'
import type { Facts } from '../../policy/condition.ts'
import { type Column, createRowMaker } from '../fill-tables.ts'
import { own } from './askers.ts'

/** Where a row stands, seen by whoever asks. `none`: its table knows no such thing. */
export interface Place {
  readonly organisation: 'own' | 'other' | 'none'
  readonly brand: 'own' | 'other' | 'all' | 'none'
  readonly desk: 'mine' | 'other' | 'none'
  readonly whose: 'mine' | 'other' | 'none'
  readonly about: string | null
}

/** One row of one table, in each place that its columns allow. */
export interface Specimen {
  readonly table: string
  readonly place: Place
  readonly facts: Facts
  /** Empty where a row with its key is there already: then it can only be added. */
  readonly ctid: string
  readonly insert: string
  /** A column to set to itself. */
  readonly column: string
}

const abouts: Readonly<Record<string, readonly (string | null)[]>> = {
  directory: [
    'organisation',
    'brand',
    'site',
    'team',
    'queue',
    'agent',
    'skill',
    'role',
    'field',
    'away-reason',
    'view of mine',
    'view of another',
  ],
  timeline: ['message of customer', 'message of agent', 'note of agent', 'event of customer'],
  feed: ['directory', 'timeline', 'order', 'knowledge', null],
  outbox: ['directory', 'timeline', null],
}

/** Puts them into empty tables, read from the catalogue: a table that comes later is in the matrix by itself. */
export async function storeSpecimens(db: WritableDb): Promise<readonly Specimen[]> {
  const maker = await createRowMaker(db)
  await db.script('SET LOCAL session_replication_role = replica')
  const specimens: Specimen[] = []
  for (const table of new Set(maker.columns.map((column) => column.table))) {
    const columns = maker.columns.filter((column) => column.table === table)
    for (const [index, place] of placesOf(table, columns).entries()) {
      const row = new Map(columns.map((column) => [column.name, maker.valueOf(column, 1_000 + index * 2 + 1)] as const))
      for (const [name, value] of valuesAt(table, place, index)) if (row.has(name)) row.set(name, value)
      const names = columns.map(({ name }) => `"${name}"`)
      const insert = `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${columns.map(({ name, type }) => literal(row.get(name), type)).join(', ')})`
      const [stored] = await db.query<{ ctid: string }>(`${insert} ON CONFLICT DO NOTHING RETURNING ctid::text AS ctid`)
      specimens.push({
        table,
        place,
        facts: factsOf(row, place),
        ctid: stored?.ctid ?? '',
        insert,
        column: names[0] ?? '',
      })
    }
  }
  return specimens
}

function placesOf(table: string, columns: readonly Column[]): readonly Place[] {
  const column = (name: string) => columns.find((each) => each.name === name)
  const hangsOnConversation = table === 'conversation' || column('conversation_id') !== undefined
  const organisations = column('organisation_id') ? (['own', 'other'] as const) : (['none'] as const)
  const brands = column('brand_id') || hangsOnConversation ? (['own', 'other', 'all'] as const) : (['none'] as const)
  const desks =
    table === 'replica' || table === 'presence' || column('replica_id')?.isNullable === false
      ? (['mine', 'other'] as const)
      : column('replica_id')
        ? (['mine', 'other', 'none'] as const)
        : (['none'] as const)
  const owners = table === 'customer' || hangsOnConversation ? (['mine', 'other'] as const) : (['none'] as const)
  return organisations.flatMap((organisation) =>
    brands.flatMap((brand) =>
      desks.flatMap((desk) =>
        owners.flatMap((whose) =>
          (abouts[table] ?? [null]).map((about): Place => ({ organisation, brand, desk, whose, about })),
        ),
      ),
    ),
  )
}

function valuesAt(table: string, place: Place, index: number): readonly (readonly [column: string, value: SqlValue])[] {
  const conversation = conversationAt(place)
  const [kind, author] = (place.about ?? '').split(' of ')
  return [
    ['organisation_id', conversation.organisationId],
    ['brand_id', conversation.brandId],
    ['replica_id', { mine: own.desk, other: `desk-${index}`, none: null }[place.desk]],
    ['customer_id', conversation.customerId],
    ['conversation_id', conversation.id],
    ['agent_id', place.desk === 'mine' ? own.agent : `agent-${index}`],
    ...(table === 'conversation' ? [['id', conversation.id] as const] : []),
    ...(table === 'customer' ? [['id', place.whose === 'mine' ? own.customer : `customer-${index}`] as const] : []),
    ...(table === 'replica' ? [['id', place.desk === 'mine' ? own.desk : `desk-${index}`] as const] : []),
    ...(table === 'directory' || table === 'timeline' ? [['kind', kind ?? ''] as const] : []),
    ...(table === 'directory' ? [['parent_id', author === 'mine' ? own.agent : `parent-${index}`] as const] : []),
    ...(table === 'timeline' ? [['author_kind', author ?? ''] as const] : []),
    ['collection', place.about],
  ]
}

function conversationAt({ organisation, brand, whose }: Place) {
  return {
    id: `talk-${organisation}-${brand}-${whose}`,
    organisationId: organisation === 'own' ? own.organisation : 'org-other',
    brandId: { own: own.brand, other: 'brand-other', all: '', none: '' }[brand],
    customerId: whose === 'mine' ? own.customer : 'customer-other',
  }
}

function factsOf(row: ReadonlyMap<string, SqlValue>, place: Place): Facts {
  const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  const fields = Object.fromEntries([...row].map(([name, value]) => [camel(name), value]))
  return row.has('conversation_id') ? { ...fields, conversation: conversationAt(place) } : fields
}

function literal(value: SqlValue | undefined, type: string): string {
  if (value === null || value === undefined) return 'NULL'
  return `'${String(value as string | number | boolean).replaceAll("'", "''")}'::${type}`
}
