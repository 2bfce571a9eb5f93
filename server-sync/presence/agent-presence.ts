import type { Instant } from '#shared/kit/clock.ts'
import type { AgentPresence, PresenceFrame } from '#shared/sync/presence-protocol.ts'
import type { ReadableDb, WritableDb } from '../db/database.ts'
import { type Viewer, mayViewerSee } from '../policy/may-see.ts'

type Said = Pick<PresenceFrame, 'state' | 'reasonId' | 'cause' | 'next'>

export interface LineOfAgent {
  readonly lostAt: Instant
  readonly said: Said | null
  readonly saidAt: Instant
}

/** What an agent is shown as, without since when. */
export type PresenceNow = Pick<AgentPresence, 'state' | 'reasonId' | 'cause' | 'next'>

const columns = `agent_id AS "agentId", state, reason_id AS "reasonId", cause, since_at AS "sinceAt", next`

export const presencesOf = (
  db: ReadableDb,
  organisationId: string,
  agentIds?: readonly string[],
): Promise<readonly AgentPresence[]> =>
  agentIds === undefined
    ? db.query(`SELECT ${columns} FROM presence WHERE until_at = 0 AND organisation_id = $1 ORDER BY agent_id`, [
        organisationId,
      ])
    : db.query(
        `SELECT ${columns} FROM presence WHERE until_at = 0 AND organisation_id = $1 AND agent_id = ANY($2) ORDER BY agent_id`,
        [organisationId, agentIds],
      )

export const maySeePresence = (viewer: Viewer, { agentId }: Pick<AgentPresence, 'agentId'>): boolean =>
  mayViewerSee(viewer, 'presence', { organisationId: viewer.organisationId, agentId })

/**
 * Of several desks the newest word of a person counts; a desk that is only idle or locked says nothing as long as its agent
 * works at another one. Without a line it stays as it is: laws P1–P5 in SPEC.md.
 */
export function presenceSaid(lines: readonly LineOfAgent[]): PresenceNow | 'as it is' {
  const open = lines.filter(({ lostAt, said }) => lostAt === 0 && said !== null).toSorted((a, b) => b.saidAt - a.saidAt)
  const chosen = open.find(({ said }) => said?.cause === 'chosen' || said?.cause === 'next')
  const said = (chosen ?? open[0])?.said
  return said ? { state: said.state, reasonId: said.reasonId, cause: said.cause, next: said.next } : 'as it is'
}

export const signedOut: PresenceNow = { state: 'offline', reasonId: '', cause: 'signed-out', next: null }
export const gone: PresenceNow = { state: 'offline', reasonId: '', cause: 'dark', next: null }

/**
 * Writes it down, and the end of what was before. Whoever calls it holds the agent's lines locked.
 * @returns whether anything is another than before
 */
export async function writePresence(
  db: WritableDb,
  agent: { readonly organisationId: string; readonly agentId: string },
  { state, reasonId, cause, next }: PresenceNow,
  sinceAt: Instant,
): Promise<boolean> {
  const [was] = await db.query<AgentPresence>(
    `SELECT ${columns} FROM presence WHERE agent_id = $1 AND until_at = 0 FOR UPDATE`,
    [agent.agentId],
  )
  const nextJson = next ? JSON.stringify(next) : null
  if (was?.state === state && was.reasonId === reasonId && was.cause === cause) {
    if (JSON.stringify(was.next && { state: was.next.state, reasonId: was.next.reasonId }) === JSON.stringify(next))
      return false
    await db.execute('UPDATE presence SET next = $2::jsonb WHERE agent_id = $1 AND until_at = 0', [
      agent.agentId,
      nextJson,
    ])
    return true
  }
  const beganAt = Math.max(sinceAt, (was?.sinceAt ?? 0) + 1)
  await db.execute('UPDATE presence SET until_at = $2 WHERE agent_id = $1 AND until_at = 0', [agent.agentId, beganAt])
  await db.execute(
    `INSERT INTO presence (organisation_id, agent_id, since_at, state, reason_id, cause, next)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
    [agent.organisationId, agent.agentId, beganAt, state, reasonId, cause, nextJson],
  )
  return true
}
