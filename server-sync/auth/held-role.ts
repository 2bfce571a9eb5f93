import { effectiveRights } from '#shared/domain/directory/effective-rights.ts'
import type { BuiltInRole, Right } from '#shared/domain/directory/rights.ts'

/** What an agent's rights follow from: see `heldRole`. */
export interface HeldRole {
  readonly role: BuiltInRole
  readonly roleId: string
  /** Null: the agent has no role of the organisation's own, or there is no such role any more. */
  readonly ownRights: string[] | null
}

/** Columns of a query over `agent`, joined with `itsOwnRole`; `agent.role` comes with the query's own. */
export const heldRole = `agent.role_id AS "roleId", own_role.rights AS "ownRights"`

export const itsOwnRole = `LEFT JOIN directory AS own_role ON own_role.id = agent.role_id AND own_role.kind = 'role'
  AND own_role.organisation_id = agent.organisation_id`

export const rightsHeld = ({ role, roleId, ownRights }: HeldRole): readonly Right[] =>
  effectiveRights({ role, roleId, isActive: true }, ownRights ? { kind: 'role', rights: ownRights } : undefined)
