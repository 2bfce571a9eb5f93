import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { AuditEntry } from './audit-entry.ts'

export interface RowChange {
  readonly before: RowWrite | undefined
  readonly after: RowWrite
}

/**
 * What is recorded of a command: that an agent used a right over what is not theirs. A conversation that a colleague has, or
 * is given; which details of a customer were changed, and who was merged with whom; whatever stands in the directory but one's own
 * views. An agent's own work is in the timeline already, and customers and the system
 * have nothing but their own.
 */
export function usedOnOthers(actor: Actor, verb: string, changes: readonly RowChange[]): readonly AuditEntry[] {
  if (actor.kind !== 'agent') return []
  return changes.flatMap((change) => {
    const detail = detailOf(actor, change)
    if (!detail) return []
    const { organisationId, id } = change.after.row
    return [{ organisationId, actorKind: actor.kind, actorId: actor.id, verb, subjectId: id, detail }]
  })
}

function detailsOf(before: RowChange['before'], { row }: RowWrite & { collection: 'customer' }): AuditEntry['detail'] {
  const was = before?.collection === 'customer' ? before.row : undefined
  const changed = Object.entries(row).flatMap(([field, value]) =>
    field !== 'rev' && JSON.stringify(value) !== JSON.stringify(was?.[field as keyof typeof row]) ? [field] : [],
  )
  return { brandId: row.brandId, fields: changed.join(' '), mergedIntoId: row.mergedIntoId ?? '' }
}

function detailOf(actor: Actor, { before, after }: RowChange): AuditEntry['detail'] | undefined {
  if (after.collection === 'directory') {
    const { kind, parentId } = after.row
    // How somebody looks at their own work concerns nobody.
    return kind === 'view' && parentId === actor.id ? undefined : { kind, isNew: before === undefined }
  }
  // What is written down of a person, and who is taken for whom: not what it says.
  if (after.collection === 'customer') return detailsOf(before, after)
  if (after.collection !== 'conversation') return undefined
  const had = before?.collection === 'conversation' ? before.row.assigneeId : null
  const has = after.row.assigneeId
  const isOthers = (assigneeId: string | null) => assigneeId !== null && assigneeId !== actor.id
  if (!isOthers(had) && !isOthers(has)) return undefined
  return { brandId: after.row.brandId, assigneeWas: had ?? '', assigneeIs: has ?? '' }
}
