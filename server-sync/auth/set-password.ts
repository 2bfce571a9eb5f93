import type { Clock } from '#shared/kit/clock.ts'
import type { SetPassword } from '../admin/admin-door.ts'
import { endSessions } from './end-sessions.ts'
import { type PasswordCost, hashPassword, strongCost } from './password.ts'

/** Replaces whatever password there was, and ends what was opened with it. */
export function createSetPassword(clock: Clock, cost: PasswordCost = strongCost): SetPassword {
  return async (db, { id, organisationId, email }, password, { isOwn }) => {
    await db.execute(
      `INSERT INTO credential (agent_id, organisation_id, email, secret, changed_at, must_change) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (agent_id) DO UPDATE SET secret = excluded.secret, email = excluded.email, changed_at = excluded.changed_at,
         must_change = excluded.must_change`,
      [id, organisationId, email.toLowerCase(), await hashPassword(password, cost), clock.now(), !isOwn],
    )
    await endSessions(db, clock, { agentId: id }, 'ended')
  }
}
