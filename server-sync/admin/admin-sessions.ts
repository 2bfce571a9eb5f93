import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '#shared/domain/command.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { effectiveRights } from '#shared/domain/directory/effective-rights.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { rowStores } from '../db/row-store.ts'

/** Who works in the administration. Rights are read from the directory at every request: what was taken away counts at once. */
export interface AdminIdentity {
  readonly agentId: string
  readonly organisationId: string
  readonly brandIds: readonly string[]
  readonly rights: readonly Right[]
}

export interface AdminSessions {
  open(db: WritableDb, agent: { readonly id: string; readonly organisationId: string }): Promise<string>
  find(token: string): Promise<AdminIdentity | undefined>
  close(token: string): Promise<void>
}

const idleMs = 30 * 60_000
const longestMs = 8 * 3_600_000
/** Not every request writes. */
const noteEveryMs = 60_000

export function createAdminSessions(database: Database, clock: Clock): AdminSessions {
  return {
    async open(db, agent) {
      const token = randomBytes(32).toString('base64url')
      const now = clock.now()
      await db.execute('DELETE FROM admin_session WHERE made_at < $1 OR last_used_at < $2', [
        now - longestMs,
        now - idleMs,
      ])
      await db.execute(
        'INSERT INTO admin_session (token_hash, agent_id, organisation_id, made_at, last_used_at) VALUES ($1, $2, $3, $4, $4)',
        [hashOf(token), agent.id, agent.organisationId, now],
      )
      return token
    },
    async find(token) {
      const now = clock.now()
      const [session] = await database.query<{ agentId: string; organisationId: string; lastUsedAt: number }>(
        `SELECT agent_id AS "agentId", organisation_id AS "organisationId", last_used_at AS "lastUsedAt"
         FROM admin_session WHERE token_hash = $1 AND made_at >= $2 AND last_used_at >= $3`,
        [hashOf(token), now - longestMs, now - idleMs],
      )
      if (!session) return undefined
      const identity = await identityOf(database, session.agentId, session.organisationId)
      if (!identity) return undefined
      if (now - session.lastUsedAt > noteEveryMs) {
        await database.transaction((db) =>
          db.execute('UPDATE admin_session SET last_used_at = $2 WHERE token_hash = $1', [hashOf(token), now]),
        )
      }
      return identity
    },
    close: (token) =>
      database.transaction(
        async (db) => void (await db.execute('DELETE FROM admin_session WHERE token_hash = $1', [hashOf(token)])),
      ),
  }
}

/** `undefined` for whoever has nothing to administer. */
export async function identityOf(
  database: Database,
  agentId: string,
  organisationId: string,
): Promise<AdminIdentity | undefined> {
  const found = await rowStores.directory.find(
    database,
    `organisation_id = $2 AND ((kind = 'agent' AND id = $1) OR (kind = 'role' AND id =
       (SELECT role_id FROM directory WHERE id = $1 AND organisation_id = $2)))`,
    [agentId, organisationId],
  )
  const agent = found.find(({ kind }) => kind === 'agent')
  if (!agent) return undefined
  const rights = effectiveRights(
    agent,
    found.find((entry: DirectoryEntry) => entry.kind === 'role'),
  )
  if (!rights.some((right) => administering.has(right))) return undefined
  return { agentId, organisationId, brandIds: agent.brandIds, rights }
}

const administering: ReadonlySet<Right> = new Set(['people.manage', 'workplace.manage', 'device.manage', 'audit.read'])

export const adminActor = ({ agentId, organisationId, brandIds, rights }: AdminIdentity): Actor => ({
  kind: 'agent',
  id: agentId,
  organisationId,
  brandIds,
  rights,
})

/** The token is 256 random bits, so one round of a fast hash hides it. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
