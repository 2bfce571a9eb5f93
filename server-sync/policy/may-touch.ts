import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import { unreachable } from '#shared/kit/unreachable.ts'

const managing: ReadonlySet<Right> = new Set(['people.manage', 'workplace.manage'])

/**
 * Nobody touches a row of another organisation.
 * An agent touches what belongs to the whole organisation or to a brand they serve.
 * A customer touches their own brand's rows only: themself, their conversations, and what is said in those.
 * The system touches everything of its organisation.
 */
export function mayTouch(actor: Actor, { collection, row }: RowWrite): boolean {
  if (row.organisationId !== actor.organisationId) return false
  switch (actor.kind) {
    case 'system':
      return true
    case 'agent':
      // The directory's own commands ask for the right; whoever manages a workplace need not serve its brands.
      if (collection === 'directory' && actor.rights.some((right) => managing.has(right))) return true
      return row.brandId === '' || actor.brandIds.includes(row.brandId)
    case 'customer':
      if (!actor.brandIds.includes(row.brandId)) return false
      if (collection === 'customer') return row.id === actor.id
      if (collection === 'conversation') return row.customerId === actor.id
      // Which conversation an entry belongs to is checked by the channel, which knows the customer's own.
      return collection === 'timeline'
    default:
      return unreachable(actor.kind)
  }
}
