import type { Actor } from '#shared/domain/command.ts'
import { checkAbove } from '#shared/domain/directory/check-rights.ts'
import { directoryRefusals } from '#shared/domain/directory/refusals.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { lockDirectory } from '../sync/store/sql/lock-directory.ts'
import type { AdminDoor } from './admin-door.ts'
import { oneTimePassword } from './one-time-password.ts'

export type PasswordReset =
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Gives an agent a password that is told once, and that they change before they work. Whoever sets a password can be that person, so it wants what taking their
 * place wants: all rights that they have, besides those of everyday work.
 */
export async function resetPassword(
  door: AdminDoor,
  actor: Actor,
  agentId: string,
  given?: string,
): Promise<PasswordReset> {
  const password = given ?? oneTimePassword()
  const refusal = await door.database.transaction(async (db): Promise<Refusal | undefined> => {
    const directory = await lockDirectory(db, actor.organisationId)
    const agent = directory.get('agent', agentId)
    if (actor.kind !== 'system' && !actor.rights.includes('people.manage')) return directoryRefusals.notAllowed()
    if (!agent) return directoryRefusals.notFound('agent', agentId)
    if (!agent.isActive) return directoryRefusals.hasLeft(agentId)
    const above = checkAbove(actor, directory.rightsOf(agent))
    if (above) return above
    await door.setPassword(db, agent, password, { isOwn: false })
    await db.execute('DELETE FROM admin_session WHERE agent_id = $1', [agentId])
    await door.recordAudit(db, {
      organisationId: actor.organisationId,
      actorKind: actor.kind === 'system' ? 'operator' : actor.kind,
      actorId: actor.id,
      verb: 'password.reset',
      subjectId: agentId,
      detail: {},
    })
    return undefined
  })
  return refusal ? { ok: false, refusal } : { ok: true, password }
}
