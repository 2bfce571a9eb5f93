import type { Actor } from '#shared/domain/command.ts'
import { type BuiltInRole, type Right, builtInRoles, rights } from '#shared/domain/directory/rights.ts'
import { type Scope, serverParts } from '../../db/scope.ts'
import type { Asker } from '../../policy/condition.ts'
import { askerOf } from '../../policy/may.ts'

/** Somebody who asks both walls the same. */
export interface MatrixAsker {
  readonly name: string
  readonly kind: 'agent' | 'customer' | 'system' | 'part' | 'nobody'
  readonly rights: readonly string[]
  readonly asker: Asker
  readonly scope: Scope
}

/** What is theirs, in the rows of specimens.ts. */
export const own = {
  organisation: 'org-own',
  brand: 'brand-own',
  agent: 'agent-me',
  customer: 'customer-me',
  desk: 'desk-mine',
} as const

const actor = (kind: Actor['kind'], id: string, given: readonly Right[] = []): Actor => ({
  kind,
  id,
  organisationId: own.organisation,
  brandIds: kind === 'system' ? [] : [own.brand],
  rights: given,
})

function agent(name: string, given: readonly Right[]): MatrixAsker {
  const me = actor('agent', own.agent, given)
  const scope: Scope = { actor: me, replicaId: own.desk }
  return { name, kind: 'agent', rights: given, asker: askerOf(me, own.desk), scope }
}

function other(kind: 'customer' | 'system', id: string): MatrixAsker {
  const me = actor(kind, id)
  return { name: kind, kind, rights: [], asker: askerOf(me), scope: { actor: me } }
}

const nobody = { kind: 'agent', id: '', organisationId: '', brandIds: [], rights: [], replicaId: '' } as const

/** Each built-in role, each right alone, and everybody else there is. */
export const matrixAskers: readonly MatrixAsker[] = [
  ...Object.entries(builtInRoles).map(([role, given]) => agent(role satisfies string as BuiltInRole, given)),
  ...rights.map((right) => agent(right, [right])),
  agent('an agent without a right', []),
  other('customer', own.customer),
  other('system', 'timers'),
  ...serverParts.map(
    (part): MatrixAsker => ({
      name: part,
      kind: 'part',
      rights: [],
      asker: { ...nobody, kind: 'part', id: part },
      scope: { part },
    }),
  ),
  {
    name: 'nobody',
    kind: 'nobody',
    rights: [],
    asker: { ...nobody, kind: 'part' },
    scope: { actor: { ...nobody, kind: '' as Actor['kind'] } },
  },
]
