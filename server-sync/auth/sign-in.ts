import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { RefreshReply, SignInReply, SignInRequest } from '#shared/sync/auth-protocol.ts'
import type { Database, ReadableDb, WritableDb } from '../db/database.ts'
import type { CredentialCheck, CredentialProblem } from './credential-check.ts'
import { publicKeyOf } from './device-proof.ts'
import { type OpenWipe, openWipe } from './device-wipes.ts'
import { seeDevice } from './devices.ts'
import { readDeskPolicy } from './desk-policy.ts'
import { endSessions, forgetEndedSessions } from './end-sessions.ts'
import type { KnownAgent } from './known-agent.ts'
import { replicaIdOf } from './replica-id.ts'
import { openSession } from './session-tokens.ts'

export type SignedIn =
  | { readonly ok: true; readonly reply: SignInReply }
  | { readonly ok: false; readonly kind: 'http/bad-request' | CredentialProblem; readonly retryAfterMs?: number }
  | { readonly ok: false; readonly kind: 'auth/device-revoked' }
  | ({ readonly ok: false; readonly kind: 'auth/wipe' } & OpenWipe)

/** @param address where the request came from. */
export type SignIn = (address: string, request: SignInRequest) => Promise<SignedIn>

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly nextId: IdSource
  readonly checkCredentials: CredentialCheck
}

export function createSignIn({ database, clock, nextId, checkCredentials }: Options): SignIn {
  return async (address, { email, password, code, device }) => {
    if (!publicKeyOf(device.publicKey)) return { ok: false, kind: 'http/bad-request' }
    // The name of an installation can be copied, its key hardly: both together are the place.
    const deviceId = `${device.installationId} ${device.publicKey}`
    const checked = await checkCredentials(address, { email, password, code, deviceId })
    if (!checked.ok) return checked
    const { agent, hasSecondFactor } = checked
    return database.transaction(async (db): Promise<SignedIn> => {
      const { installationId } = device
      const seen = await seeDevice(db, clock, agent.organisationId, device)
      if (seen === 'other-key') return { ok: false, kind: 'auth/device-revoked' }
      const place = { organisationId: agent.organisationId, installationId, agentId: agent.id }
      const wipe = await openWipe(db, place)
      if (wipe) return { ok: false, kind: 'auth/wipe', ...wipe }
      if (seen === 'revoked') return { ok: false, kind: 'auth/device-revoked' }
      const replicaId = await bindReplica(db, agent, installationId)
      // One desk, one session: what it had before is of no use to it, only to somebody else.
      await endSessions(db, clock, place, 'replaced')
      await forgetEndedSessions(db, clock)
      const sessionId = nextId()
      const tokens = await openSession(db, clock, { id: sessionId, replicaId, ...place })
      return { ok: true, reply: { ...tokens, ...(await whoIs(db, agent, hasSecondFactor)), sessionId, replicaId } }
    })
  }

  /** One installation × one agent is one replica, for good: its log goes on where it stopped. */
  async function bindReplica(db: WritableDb, agent: KnownAgent, installationId: string): Promise<string> {
    const [replica] = await db.query<{ id: string }>(
      `INSERT INTO replica (id, organisation_id, agent_id, installation_id, made_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (agent_id, installation_id) DO UPDATE SET installation_id = excluded.installation_id
       RETURNING id`,
      [replicaIdOf(agent.id, installationId), agent.organisationId, agent.id, installationId, clock.now()],
    )
    if (!replica) throw new Error('a replica was neither found nor made')
    return replica.id
  }
}

export type WhoIs = Pick<RefreshReply, 'agent' | 'organisation' | 'policy' | 'hasSecondFactor' | 'mustChangePassword'>

/** What each sign-in and each refresh tells a desk about its agent. */
export async function whoIs(db: ReadableDb, agent: KnownAgent, hasSecondFactor: boolean): Promise<WhoIs> {
  const { id, name, email, role, brandIds, rights, organisationId, organisationName } = agent
  return {
    agent: { id, name, email, role, brandIds: [...brandIds], rights: [...rights] },
    organisation: { id: organisationId, name: organisationName },
    policy: await readDeskPolicy(db, organisationId),
    hasSecondFactor,
    mustChangePassword: await mustChange(db, id),
  }
}

async function mustChange(db: ReadableDb, agentId: string): Promise<boolean> {
  const found = await db.query('SELECT 1 FROM credential WHERE agent_id = $1 AND must_change', [agentId])
  return found.length > 0
}
