import { createHash } from 'node:crypto'
import { type Condition, asked, askedList } from './condition.ts'
import type { Sentence, Verb, Who } from './sentence.ts'

/** One policy of the database: whatever sentences allow of one verb to one of our roles on one table. */
export interface RowPolicy {
  readonly table: string
  /** Carries a fingerprint of what it says: a wall that stands as it should is known by its names. */
  readonly name: string
  readonly role: 'farline_actor' | 'farline_server'
  readonly privilege: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'
  readonly create: string
}

const privileges = { see: 'SELECT', add: 'INSERT', change: 'UPDATE', remove: 'DELETE' } as const satisfies Record<
  Verb,
  string
>

/** The second wall: the same sentences, for PostgreSQL to keep. */
export function rowPolicies(sentences: readonly Sentence[]): readonly RowPolicy[] {
  const groups = new Map<string, { table: string; verb: Verb; role: RowPolicy['role']; allowed: string[] }>()
  for (const { who, verbs, table, where } of sentences) {
    const role = who.kind === 'part' ? 'farline_server' : 'farline_actor'
    for (const verb of verbs) {
      const key = `${table} ${verb} ${role}`
      const group = groups.get(key) ?? { table, verb, role, allowed: [] }
      group.allowed.push(`(${[isAskedBy(who), ...where.map(({ sql }: Condition) => sql)].join(' AND ')})`)
      groups.set(key, group)
    }
  }
  return [...groups.values()].map(({ table, verb, role, allowed }) =>
    toPolicy(table, verb, role, allowed.join('\n  OR ')),
  )
}

function toPolicy(table: string, verb: Verb, role: RowPolicy['role'], condition: string): RowPolicy {
  const privilege = privileges[verb]
  const clause = verb === 'add' ? `WITH CHECK (${condition})` : `USING (${condition})`
  // What may be changed must still be theirs afterwards.
  const after = verb === 'change' ? ` WITH CHECK (${condition})` : ''
  const rest = `ON "${table}" FOR ${privilege} TO ${role} ${clause}${after}`
  const name = `${verb} ${role} ${createHash('sha256').update(rest).digest('hex').slice(0, 12)}`
  return { table, name, role, privilege, create: `CREATE POLICY "${name}" ${rest}` }
}

function isAskedBy(who: Who): string {
  if (who.kind === 'part') return `${asked('part')} = '${who.part}'`
  if (who.kind !== 'agent' || who.right === undefined) return `${asked('kind')} = '${who.kind}'`
  return `${asked('kind')} = 'agent' AND '${who.right}' = ANY (${askedList('rights')})`
}
