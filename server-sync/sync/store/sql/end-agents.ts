import { randomUUID } from 'node:crypto'
import type { Instant } from '#shared/kit/clock.ts'
import { createDeviceWipes } from '../../../auth/device-wipes.ts'
import { asOperator } from '../../../db/as-operator.ts'
import type { WritableDb } from '../../../db/database.ts'
import type { Scope } from '../../../db/scope.ts'

export async function endAgents(
  db: WritableDb,
  scope: Scope,
  agentIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (agentIds.length === 0) return
  const wipes = createDeviceWipes({ clock: { now: () => now }, nextId: () => randomUUID() })
  await asOperator(db, scope, async () => {
    for (const agentId of agentIds) {
      await db.execute('DELETE FROM admin_session WHERE agent_id = $1', [agentId])
      await wipes.endAgent(db, agentId)
    }
  })
}

/** Which of these addresses, folded as credentials are, somebody of another organisation signs in with. */
export async function emailsTakenElsewhere(
  db: WritableDb,
  scope: Scope,
  emails: readonly string[],
  organisationId: string,
): Promise<readonly string[]> {
  if (emails.length === 0) return []
  const taken = await asOperator(db, scope, () =>
    db.query<{ email: string }>('SELECT email FROM credential WHERE email = ANY($1) AND organisation_id <> $2', [
      emails,
      organisationId,
    ]),
  )
  return taken.map(({ email }) => email)
}
