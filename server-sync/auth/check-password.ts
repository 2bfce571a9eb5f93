import type { Clock } from '#shared/kit/clock.ts'
import type { CheckCredential } from '../admin/check-credential.ts'
import type { Database } from '../db/database.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'
import { isPassword } from './password.ts'

/** Ten wrong passwords at once, then one every half a minute. */
export function createPasswordCheck(database: Database, clock: Clock): CheckCredential {
  const tries = createTokenBuckets({ clock, capacity: 10, refillMs: 30_000 })
  return async (address, { email, password }) => {
    const key = `${address} ${email.toLowerCase()}`
    if (!tries.take(key)) return { ok: false, kind: 'auth/too-many-tries', retryAfterMs: 30_000 }
    const [agent] = await database.query<{ id: string; organisationId: string; secret: string }>(
      `SELECT agent.id, agent.organisation_id AS "organisationId", credential.secret
       FROM credential JOIN directory AS agent ON agent.id = credential.agent_id AND agent.kind = 'agent' AND agent.is_active
       WHERE credential.email = $1`,
      [email.trim().toLowerCase()],
    )
    if (!(await isPassword(password, agent?.secret)) || !agent) return { ok: false, kind: 'auth/wrong-password' }
    tries.refund(key)
    return { ok: true, agent: { id: agent.id, organisationId: agent.organisationId } }
  }
}
