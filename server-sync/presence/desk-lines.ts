import type { Clock, Instant } from '#shared/kit/clock.ts'
import type { GivenBackFrame, PresenceFrame } from '#shared/sync/presence-protocol.ts'
import type { Session } from '../auth/sessions.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { actorOfViewer } from '../policy/may-see.ts'
import { type LineOfAgent, presenceSaid, writePresence } from './agent-presence.ts'

/** Which desks have a line, and what they say: rows, so that a restart of the server knows of them. */
export interface DeskLines {
  /** @returns what was given back of the agent while their desk was dark, and they have not read of */
  opened(session: Session): Promise<GivenBackFrame | undefined>
  lost(session: Session): Promise<void>
  /** @returns whether the agent is shown as something else now */
  said(session: Session, frame: PresenceFrame): Promise<boolean>
  seen(session: Session): Promise<void>
}

interface Options {
  /** As the part `presence`. */
  readonly database: Database
  readonly clock: Clock
  readonly nodeId: string
}

const givenBackMax = 200

export function createDeskLines({ database, clock, nodeId }: Options): DeskLines {
  return {
    async opened(session) {
      const { replicaId, organisationId, agentId, sessionId } = session
      const [line] = await database.transaction((db) =>
        db.query<{ toldFrom: Instant }>(
          `INSERT INTO desk_line (replica_id, organisation_id, agent_id, session_id, node_id) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (replica_id) DO UPDATE SET session_id = excluded.session_id, node_id = excluded.node_id,
             lost_at = 0, dark_at = 0
           RETURNING told_from AS "toldFrom"`,
          [replicaId, organisationId, agentId, sessionId, nodeId],
        ),
      )
      const sinceAt = line?.toldFrom ?? 0
      return sinceAt === 0 ? undefined : givenBack(session, sinceAt)
    },
    async lost({ replicaId }) {
      // Of a desk that has a line at another node by now, this node knows nothing any more.
      await database.transaction((db) =>
        db.execute('UPDATE desk_line SET lost_at = $3 WHERE replica_id = $1 AND node_id = $2 AND lost_at = 0', [
          replicaId,
          nodeId,
          clock.now(),
        ]),
      )
    },
    said: (session, frame) =>
      database.transaction(async (db) => {
        const { agentId, replicaId } = session
        await lockLines(db, agentId)
        const { state, cause, next } = frame
        const reasonId = await knownReason(db, session.organisationId, frame.reasonId)
        await db.execute('UPDATE desk_line SET said = $2::jsonb, said_at = $3 WHERE replica_id = $1', [
          replicaId,
          JSON.stringify({ state, reasonId, cause, next }),
          clock.now(),
        ])
        const now = presenceSaid(await lockLines(db, agentId))
        return now === 'as it is' ? false : writePresence(db, session, now, clock.now())
      }),
    async seen({ agentId }) {
      await database.transaction((db) =>
        db.execute('UPDATE desk_line SET told_from = 0 WHERE agent_id = $1', [agentId]),
      )
    },
  }

  /** Asked on the agent's own behalf: what they may not see any more they are not told of. */
  async function givenBack(session: Session, sinceAt: Instant): Promise<GivenBackFrame | undefined> {
    const rows = await database.query<{ id: string }>(
      `SELECT conversation_id AS id FROM timeline
       WHERE event ->> 'type' = 'given-back' AND event ->> 'subjectId' = $1 AND created_at >= $2
       GROUP BY conversation_id ORDER BY min(created_at) LIMIT ${givenBackMax}`,
      [session.agentId, sinceAt],
      { actor: actorOfViewer(session), replicaId: session.replicaId },
    )
    return rows.length === 0 ? undefined : { frame: 'given-back', conversationIds: rows.map(({ id }) => id), sinceAt }
  }
}

/** In one order: whoever changes an agent's presence waits here for whoever else does. */
export const lockLines = (db: WritableDb, agentId: string): Promise<readonly LineOfAgent[]> =>
  db.query<LineOfAgent>(
    `SELECT lost_at AS "lostAt", said, said_at AS "saidAt" FROM desk_line WHERE agent_id = $1 ORDER BY replica_id FOR UPDATE`,
    [agentId],
  )

/** A reason of another organisation, or none at all, is none. */
async function knownReason(db: WritableDb, organisationId: string, reasonId: string): Promise<string> {
  if (reasonId === '') return ''
  const [found] = await db.query<{ id: string }>(
    `SELECT id FROM directory WHERE id = $1 AND organisation_id = $2 AND kind = 'away-reason' AND is_active`,
    [reasonId, organisationId],
  )
  return found?.id ?? ''
}
