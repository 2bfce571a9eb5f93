import type { BuiltInRole, Right } from '#shared/domain/directory/rights.ts'
import type { ReadableDb } from '../db/database.ts'
import { type HeldRole, heldRole, itsOwnRole, rightsHeld } from './held-role.ts'

/** Somebody who may sign in, as the directory has them now. */
export interface KnownAgent {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: BuiltInRole
  readonly rights: readonly Right[]
  readonly brandIds: readonly string[]
  readonly organisationId: string
  readonly organisationName: string
}

/** Who has no role any more is nobody. */
export async function findAgent(db: ReadableDb, agentId: string): Promise<KnownAgent | undefined> {
  const [agent] = await db.query<Omit<KnownAgent, 'rights'> & HeldRole>(
    `SELECT agent.id, agent.name, agent.email, agent.role, agent.brand_ids AS "brandIds",
       agent.organisation_id AS "organisationId", COALESCE(organisation.name, '') AS "organisationName",
       ${heldRole}
     FROM directory AS agent ${itsOwnRole}
     LEFT JOIN directory AS organisation ON organisation.id = agent.organisation_id AND organisation.kind = 'organisation'
     WHERE agent.id = $1 AND agent.kind = 'agent' AND agent.role <> '' AND agent.is_active`,
    [agentId],
  )
  if (!agent) return undefined
  const { roleId: _, ownRights: __, ...known } = agent
  return { ...known, rights: rightsHeld(agent) }
}
