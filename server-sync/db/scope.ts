import type { Actor } from '#shared/domain/command.ts'
import { sqlLiteral } from './copy-statement.ts'

/** The parts of the server that work on nobody's behalf. Each may do what policy/policies.ts says of it. */
export const serverParts = [
  'sequencer',
  'feed',
  'timers',
  'presence',
  'delivery',
  'mail',
  'files',
  'door',
  'operator',
] as const
export type ServerPart = (typeof serverParts)[number]

/** On whose behalf the database is asked: PostgreSQL itself then hides and refuses what they have no right to. */
export type Scope =
  | { readonly part: ServerPart }
  /** `replicaId`: the desk that an agent speaks from, if any. */
  | { readonly actor: Actor; readonly replicaId?: string }
  /** Whoever owns the tables: for changing their shape, and for nothing else. */
  | 'owner'

/** Who says nothing is the operator: everything but the shape of the tables, and the audit's past. */
export const unscoped: Scope = { part: 'operator' }

/** The first word of a transaction. Everything in it ends with the transaction. */
export function beginUnder(scope: Scope): string {
  return scope === 'owner' ? 'BEGIN' : `BEGIN; SELECT ${settingsOf(scope).map(setConfig).join(', ')}`
}

function settingsOf(scope: Exclude<Scope, 'owner'>): readonly (readonly [name: string, value: string])[] {
  if ('part' in scope) {
    return [
      ['role', 'farline_server'],
      ['farline.part', scope.part],
    ]
  }
  const { actor, replicaId } = scope
  return [
    ['role', 'farline_actor'],
    ['farline.kind', actor.kind],
    ['farline.id', actor.id],
    ['farline.organisation', actor.organisationId],
    ['farline.brands', textArray(actor.brandIds)],
    ['farline.rights', textArray(actor.rights)],
    ['farline.replica', replicaId ?? ''],
  ]
}

const setConfig = ([name, value]: readonly [string, string]) => `set_config('${name}', ${sqlLiteral(value)}, true)`

/** As PostgreSQL writes a list of texts. */
const textArray = (texts: readonly string[]) =>
  `{${texts.map((text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
