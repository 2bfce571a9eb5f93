import type { Instant } from '#shared/kit/clock.ts'
import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import type { WritableDb } from '../db/database.ts'
import { lockLines } from './desk-lines.ts'
import { gone, signedOut, writePresence } from './agent-presence.ts'

export interface AgentOfOrganisation {
  readonly organisationId: string
  readonly agentId: string
}

export interface ToGiveBack extends AgentOfOrganisation {
  readonly conversationId: string
  readonly brandId: string
}

/** The row of whoever looks for dark desks, among those of the nodes. */
const lookerId = 'dark-desks'
const nodeLastsMs = 20_000
/** Whoever looked last looked longer ago than that: meanwhile there was no server. */
const gapMs = 10_000
const givenBackAtOnce = 200

/** Without the organisation's own word. */
const darkAfterMinutes = 5

export async function beatNode(db: WritableDb, nodeId: string, now: Instant): Promise<void> {
  await db.execute(
    'INSERT INTO server_node (id, seen_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at',
    [nodeId, now],
  )
}

/** Time in which no server ran does not count against a desk (law D2): those that were lost before are lost later by as much. */
export async function settleTime(db: WritableDb, now: Instant): Promise<void> {
  const [looked] = await db.query<{ seenAt: Instant }>('SELECT seen_at AS "seenAt" FROM server_node WHERE id = $1', [
    lookerId,
  ])
  if (looked && now - looked.seenAt > gapMs) {
    await db.execute(
      'UPDATE desk_line SET lost_at = lost_at + ($1 - GREATEST(lost_at, $2)) WHERE lost_at > 0 AND dark_at = 0 AND lost_at <= $1',
      [now, looked.seenAt],
    )
  }
  await beatNode(db, lookerId, now)
  // A node that died could not say that its lines are gone. They are from the moment in which somebody notices.
  await db.execute('DELETE FROM server_node WHERE seen_at < $1 AND id <> $2', [now - nodeLastsMs, lookerId])
  await db.execute(
    'UPDATE desk_line SET lost_at = $1 WHERE lost_at = 0 AND NOT EXISTS (SELECT FROM server_node WHERE id = node_id)',
    [now],
  )
}

/** Whoever signed out at their last desk is offline. @returns them */
export async function takeSignedOut(db: WritableDb, now: Instant): Promise<readonly AgentOfOrganisation[]> {
  const left = await db.query<AgentOfOrganisation>(
    `SELECT DISTINCT line.organisation_id AS "organisationId", line.agent_id AS "agentId" FROM desk_line AS line
     JOIN session ON session.id = line.session_id AND session.ended_at > 0 AND session.end_reason = 'signed-out'
     WHERE line.lost_at > 0`,
  )
  for (const agent of left) {
    await lockLines(db, agent.agentId)
    await db.execute(
      `DELETE FROM desk_line WHERE agent_id = $1 AND lost_at > 0 AND EXISTS (SELECT FROM session
         WHERE session.id = session_id AND session.ended_at > 0 AND session.end_reason = 'signed-out')`,
      [agent.agentId],
    )
    const others = await lockLines(db, agent.agentId)
    if (others.length === 0) await writePresence(db, agent, signedOut, now)
  }
  return left
}

/** Whose desks are all without a line for as long as their organisation says. @returns those that were not before */
export async function takeDark(db: WritableDb, now: Instant): Promise<readonly AgentOfOrganisation[]> {
  const found = await db.query<AgentOfOrganisation & { readonly lostAt: Instant }>(
    `SELECT line.organisation_id AS "organisationId", line.agent_id AS "agentId", max(line.lost_at) AS "lostAt"
     FROM desk_line AS line LEFT JOIN desk_policy AS policy USING (organisation_id)
     GROUP BY line.organisation_id, line.agent_id, policy.dark_after_minutes
     HAVING bool_and(line.lost_at > 0) AND bool_or(line.dark_at = 0)
       AND coalesce(policy.dark_after_minutes, ${darkAfterMinutes}) > 0
       AND max(line.lost_at) + coalesce(policy.dark_after_minutes, ${darkAfterMinutes}) * 60000::bigint <= $1`,
    [now],
  )
  const dark: AgentOfOrganisation[] = []
  for (const agent of found) {
    // One that has come back while we looked is not dark.
    const lines = await lockLines(db, agent.agentId)
    if (lines.some(({ lostAt }) => lostAt === 0 || lostAt > agent.lostAt)) continue
    await db.execute(
      `UPDATE desk_line SET dark_at = $2, told_from = CASE WHEN told_from = 0 THEN lost_at ELSE told_from END
       WHERE agent_id = $1 AND dark_at = 0`,
      [agent.agentId, now],
    )
    await writePresence(db, agent, gone, agent.lostAt)
    dark.push(agent)
  }
  return dark
}

/** What agents have whose desks are dark, and in which a customer waits. */
export const toGiveBack = (db: WritableDb): Promise<readonly ToGiveBack[]> =>
  db.query<ToGiveBack>(
    `SELECT talk.id AS "conversationId", talk.organisation_id AS "organisationId", talk.brand_id AS "brandId",
       talk.assignee_id AS "agentId"
     FROM conversation AS talk
     JOIN (SELECT organisation_id, agent_id FROM desk_line GROUP BY organisation_id, agent_id HAVING bool_and(dark_at > 0)) AS dark
       ON dark.organisation_id = talk.organisation_id AND dark.agent_id = talk.assignee_id
     WHERE talk.status = 'open' AND talk.waiting_since_at < ${notWaiting}
     ORDER BY talk.waiting_since_at LIMIT ${givenBackAtOnce}`,
  )
