import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#shared/domain/command.ts'
import { type BuiltInRole, builtInRoles } from '#shared/domain/directory/rights.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Database, WritableDb } from '../db/database.ts'
import type { Viewer } from '../policy/may-see.ts'

/** Who speaks, on which desk. Built from the token and the directory at every use: a changed brand list counts at once. */
export interface Session extends Viewer {
  readonly tokenHash: string
  readonly agentId: string
  readonly role: BuiltInRole
}

export interface Sessions {
  open(db: WritableDb, agentId: string, replicaId: string): Promise<string>
  find(token: string): Promise<Session | undefined>
  /** As `find`, for a session that is already open. */
  renew(session: Session): Promise<Session | undefined>
  close(session: Session): Promise<void>
}

const lifetimeMs = 30 * 24 * 3_600_000

export function createSessions(database: Database, clock: Clock): Sessions {
  return {
    async open(db, agentId, replicaId) {
      const token = randomBytes(32).toString('base64url')
      const now = clock.now()
      await db.execute('DELETE FROM session WHERE expires_at < $1', [now])
      await db.execute(
        'INSERT INTO session (token_hash, agent_id, replica_id, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
        [hashOf(token), agentId, replicaId, now, now + lifetimeMs],
      )
      return token
    },
    find: (token) => byHash(hashOf(token)),
    renew: ({ tokenHash }) => byHash(tokenHash),
    close: ({ tokenHash }) =>
      database.transaction(
        async (db) => void (await db.execute('DELETE FROM session WHERE token_hash = $1', [tokenHash])),
      ),
  }

  async function byHash(tokenHash: string): Promise<Session | undefined> {
    const [found] = await database.query<Omit<Session, 'tokenHash'>>(
      `SELECT agent.id AS "agentId", agent.organisation_id AS "organisationId", agent.brand_ids AS "brandIds",
         agent.role,
         session.replica_id AS "replicaId"
       FROM session JOIN directory AS agent ON agent.id = session.agent_id AND agent.kind = 'agent' AND agent.is_active
       WHERE session.token_hash = $1 AND session.expires_at > $2`,
      [tokenHash, clock.now()],
    )
    return found && { ...found, tokenHash }
  }
}

export const actorOf = ({ agentId, organisationId, brandIds, role }: Session): Actor => ({
  kind: 'agent',
  id: agentId,
  organisationId,
  brandIds,
  rights: builtInRoles[role],
})

/** The token is 256 random bits, so one round of a fast hash hides it. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
