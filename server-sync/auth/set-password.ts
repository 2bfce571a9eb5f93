import type { Clock } from '#shared/kit/clock.ts'
import type { SetPassword } from '../admin/admin-door.ts'
import { hashPassword } from './password.ts'

/** Replaces whatever password there was, and ends what was opened with it. */
export function createSetPassword(clock: Clock): SetPassword {
  return async (db, agent, password) => {
    await db.execute(
      `INSERT INTO credential (agent_id, organisation_id, email, secret, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (agent_id) DO UPDATE SET secret = excluded.secret, email = excluded.email, changed_at = excluded.changed_at`,
      [agent.id, agent.organisationId, agent.email.toLowerCase(), await hashPassword(password), clock.now()],
    )
    await db.execute('DELETE FROM session WHERE agent_id = $1', [agent.id])
  }
}
