import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { AuditEntry } from './audit-entry.ts'

export interface RowChange {
  readonly before: RowWrite | undefined
  readonly after: RowWrite
}

/**
 * What is recorded of a command: that an agent used a right over what is not theirs. A conversation that a colleague has, or
 * is given; whatever stands in the directory. An agent's own work is in the timeline already, and customers and the system
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

function detailOf(actor: Actor, { before, after }: RowChange): AuditEntry['detail'] | undefined {
  if (after.collection === 'directory') return { kind: after.row.kind, isNew: before === undefined }
  if (after.collection !== 'conversation') return undefined
  const had = before?.collection === 'conversation' ? before.row.assigneeId : null
  const has = after.row.assigneeId
  const isOthers = (assigneeId: string | null) => assigneeId !== null && assigneeId !== actor.id
  if (!isOthers(had) && !isOthers(has)) return undefined
  return { brandId: after.row.brandId, assigneeWas: had ?? '', assigneeIs: has ?? '' }
}
