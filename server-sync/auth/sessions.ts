import type { BuiltInRole } from '#shared/domain/directory/rights.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { SessionList } from '#shared/sync/auth-protocol.ts'
import type { Database } from '../db/database.ts'
import { type Viewer, actorOfViewer } from '../policy/may-see.ts'
import { type HeldRole, heldRole, itsOwnRole, rightsHeld } from './held-role.ts'
import { type LifeTimes, isAlive, isFresh } from './session-life.ts'
import { tokenHash } from './token.ts'

/** Who speaks, on which desk. Built from the token and the directory at every use: a changed brand list counts at once. */
export interface Session extends Viewer {
  readonly sessionId: string
  readonly installationId: string
  readonly role: BuiltInRole
}

export interface Sessions {
  /** Of an access token. That it is used ends the refresh token before it. */
  find(accessToken: string): Promise<Session | undefined>
  /** As they are now, by id; those that have ended are missing. The access token that opened them may have run out. */
  renew(sessionIds: readonly string[]): Promise<ReadonlyMap<string, Session>>
  /** The agent's own. */
  list(session: Session): Promise<SessionList>
}

interface Found extends Omit<Session, 'rights'>, LifeTimes, HeldRole {
  readonly nextHash: string | null
}

/** Writing down every use would make each request a write. */
const touchEveryMs = 3_600_000

const found = `session.id AS "sessionId", agent.id AS "agentId", agent.organisation_id AS "organisationId",
  agent.brand_ids AS "brandIds", agent.role, session.replica_id AS "replicaId",
  session.installation_id AS "installationId", session.made_at AS "madeAt", session.last_used_at AS "lastUsedAt",
  session.ended_at AS "endedAt", session.next_hash AS "nextHash", ${heldRole}`

/** Who left, lost their role or moved to another organisation has no session any more. */
const itsAgent = `JOIN directory AS agent ON agent.id = session.agent_id AND agent.kind = 'agent' AND agent.role <> ''
  AND agent.is_active AND agent.organisation_id = session.organisation_id ${itsOwnRole}`

export function createSessions(database: Database, clock: Clock): Sessions {
  return {
    async find(accessToken) {
      const [row] = await database.query<Found & { readonly refreshHash: string; readonly expiresAt: number }>(
        `SELECT ${found}, access_token.refresh_hash AS "refreshHash", access_token.expires_at AS "expiresAt"
         FROM access_token JOIN session ON session.id = access_token.session_id ${itsAgent}
         WHERE access_token.token_hash = $1`,
        [tokenHash(accessToken)],
      )
      const now = clock.now()
      if (!row || !isFresh(row.expiresAt, now) || !isAlive(row, now)) return undefined
      if (row.nextHash === row.refreshHash) await confirm(row.sessionId, row.refreshHash)
      else await touch([row])
      return sessionOf(row)
    },
    async renew(sessionIds) {
      if (sessionIds.length === 0) return new Map()
      const rows = await database.query<Found>(
        `SELECT ${found} FROM session ${itsAgent} WHERE session.id = ANY($1) AND session.ended_at = 0`,
        [sessionIds],
      )
      const alive = rows.filter((row) => isAlive(row, clock.now()))
      await touch(alive)
      return new Map(alive.map((row) => [row.sessionId, sessionOf(row)]))
    },
    async list({ agentId, sessionId }) {
      const rows = await database.query<LifeTimes & { id: string; deviceName: string; platform: string }>(
        `SELECT session.id, device.name AS "deviceName", device.platform, session.made_at AS "madeAt",
           session.last_used_at AS "lastUsedAt", session.ended_at AS "endedAt"
         FROM session JOIN device USING (organisation_id, installation_id)
         WHERE session.agent_id = $1 AND session.ended_at = 0 ORDER BY session.last_used_at DESC, session.id LIMIT 200`,
        [agentId],
      )
      const alive = rows.filter((row) => isAlive(row, clock.now()))
      return { sessions: alive.map(({ endedAt: _, ...row }) => ({ ...row, isThisOne: row.id === sessionId })) }
    },
  }

  /** The reply has arrived: its refresh token takes the place of the one that brought it. */
  async function confirm(sessionId: string, refreshHash: string): Promise<void> {
    await database.transaction((db) =>
      db.execute(
        `UPDATE session SET refresh_hash = next_hash, next_hash = NULL, next_sealed = NULL,
           last_used_at = GREATEST(last_used_at, $3)
         WHERE id = $1 AND next_hash = $2 AND ended_at = 0`,
        [sessionId, refreshHash, clock.now()],
      ),
    )
  }

  async function touch(rows: readonly Found[]): Promise<void> {
    const now = clock.now()
    const stale = rows.filter(({ lastUsedAt }) => lastUsedAt < now - touchEveryMs)
    if (stale.length === 0) return
    await database.transaction((db) =>
      db.execute('UPDATE session SET last_used_at = GREATEST(last_used_at, $2) WHERE id = ANY($1)', [
        stale.map(({ sessionId }) => sessionId),
        now,
      ]),
    )
  }
}

function sessionOf(given: Found): Session {
  const { sessionId, agentId, organisationId, brandIds, role, replicaId, installationId } = given
  const rights = rightsHeld(given)
  return { sessionId, agentId, organisationId, brandIds, role, rights, replicaId, installationId }
}

export const actorOf = (session: Session) => actorOfViewer(session)
