import { createHash } from 'node:crypto'
import type { Clock } from '#shared/kit/clock.ts'
import type { WritableDb } from '../db/database.ts'
import { sealText, unsealText } from './seal-text.ts'
import { accessLastsMs } from './session-life.ts'
import { familyOf, newToken, refreshToken, tokenHash } from './token.ts'

export interface Tokens {
  readonly accessToken: string
  readonly accessLastsMs: number
  readonly refreshToken: string
}

interface NewSession {
  readonly id: string
  readonly organisationId: string
  readonly agentId: string
  readonly installationId: string
  readonly replicaId: string
}

export async function openSession(db: WritableDb, clock: Clock, session: NewSession): Promise<Tokens> {
  const family = newToken()
  const refresh = refreshToken(family, newToken())
  const { id, organisationId, agentId, installationId, replicaId } = session
  await db.execute(
    `INSERT INTO session (id, organisation_id, agent_id, installation_id, replica_id, family_hash, refresh_hash, made_at,
       last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [id, organisationId, agentId, installationId, replicaId, tokenHash(family), tokenHash(refresh), clock.now()],
  )
  return withAccess(db, clock, id, refresh)
}

export interface RefreshState {
  readonly id: string
  readonly refreshHash: string
  readonly nextHash: string | null
  readonly nextSealed: string | null
}

/** What a presented refresh token is to its session. */
export function ageOf(token: string, { refreshHash, nextHash }: RefreshState): 'in-use' | 'next' | 'superseded' {
  const hash = tokenHash(token)
  if (hash === refreshHash) return 'in-use'
  return hash === nextHash ? 'next' : 'superseded'
}

/**
 * New tokens for a refresh token that is in use or next. As long as nothing of the answer was used, the same question gets
 * the same refresh token again: whoever lost the answer asks once more, and of many who ask at once none is left behind.
 */
export async function rotate(db: WritableDb, clock: Clock, token: string, state: RefreshState): Promise<Tokens> {
  const sealing = createHash('sha256').update(`farline/next\n${token}`).digest()
  const { id, nextSealed } = state
  const isRepeated = ageOf(token, state) === 'in-use' && nextSealed !== null
  const next = isRepeated ? unsealText(sealing, nextSealed, id) : refreshToken(familyOf(token), newToken())
  const now = clock.now()
  await db.execute(
    `UPDATE session SET refresh_hash = $2, next_hash = $3, next_sealed = $4, last_used_at = GREATEST(last_used_at, $5)
     WHERE id = $1`,
    [id, tokenHash(token), tokenHash(next), isRepeated ? nextSealed : sealText(sealing, next, id), now],
  )
  await db.execute('DELETE FROM access_token WHERE session_id = $1 AND expires_at < $2', [id, now - accessLastsMs])
  return withAccess(db, clock, id, next)
}

async function withAccess(db: WritableDb, clock: Clock, sessionId: string, refresh: string): Promise<Tokens> {
  const access = newToken()
  await db.execute(
    'INSERT INTO access_token (token_hash, session_id, refresh_hash, expires_at) VALUES ($1, $2, $3, $4)',
    [tokenHash(access), sessionId, tokenHash(refresh), clock.now() + accessLastsMs],
  )
  return { accessToken: access, accessLastsMs, refreshToken: refresh }
}
