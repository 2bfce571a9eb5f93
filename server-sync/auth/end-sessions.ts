import type { Clock } from '#shared/kit/clock.ts'
import type { SqlValue, WritableDb } from '../db/database.ts'

/** Whose sessions end: one, those of an agent, those on a device (of one agent or of all), or all there are. */
export type SessionScope =
  | 'all'
  | { readonly sessionId: string; readonly agentId?: string; readonly organisationId?: string }
  | { readonly agentId: string; readonly exceptSessionId?: string }
  | { readonly organisationId: string; readonly installationId: string; readonly agentId?: string }

export type EndReason =
  | 'signed-out'
  | 'ended'
  | 'replaced'
  | 'token-reused'
  | 'other-device'
  | 'wiped'
  | 'revoked'
  | 'restored'

const columns = {
  sessionId: 'id =',
  exceptSessionId: 'id <>',
  agentId: 'agent_id =',
  organisationId: 'organisation_id =',
  installationId: 'installation_id =',
} as const

/** For good, with all of their tokens. @returns how many of them lived until now. */
export async function endSessions(
  db: WritableDb,
  clock: Clock,
  scope: SessionScope,
  reason: EndReason,
): Promise<number> {
  const values: SqlValue[] = [Math.max(1, clock.now()), reason]
  const conditions = Object.entries(scope === 'all' ? {} : scope).flatMap(([name, value]) =>
    value === undefined ? [] : [`${columns[name as keyof typeof columns]} $${values.push(value)}`],
  )
  return db.execute(
    `UPDATE session SET ended_at = $1, end_reason = $2, next_hash = NULL, next_sealed = NULL
     WHERE ${['ended_at = 0', ...conditions].join(' AND ')}`,
    values,
  )
}

const keptMs = 30 * 24 * 3_600_000

/** What nobody will ask for again. An ended session on a device that is to be wiped stays: its desk is told when it asks. */
export async function forgetEndedSessions(db: WritableDb, clock: Clock): Promise<void> {
  const now = clock.now()
  await db.execute(
    `DELETE FROM session WHERE id IN (
       SELECT session.id FROM session
       WHERE ((ended_at > 0 AND ended_at < $1) OR last_used_at < $2)
         AND NOT EXISTS (SELECT 1 FROM device_wipe AS wipe
           WHERE wipe.organisation_id = session.organisation_id AND wipe.installation_id = session.installation_id
             AND wipe.receipt_at = 0 AND wipe.withdrawn_at = 0)
       LIMIT 100 FOR UPDATE OF session SKIP LOCKED)`,
    [now - keptMs, now - 2 * keptMs],
  )
}
