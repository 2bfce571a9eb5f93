import type { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { SignInReply, signInRequestSchema } from '#shared/sync/protocol.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'
import { isPassword } from './password.ts'
import type { Sessions } from './sessions.ts'

export type SignInRequest = z.infer<typeof signInRequestSchema>
export type SignedIn =
  | { readonly ok: true; readonly reply: SignInReply }
  | { readonly ok: false; readonly kind: 'auth/wrong-password' | 'auth/too-many-tries' }

/** @param address where the request came from: a stranger must not lock an agent out from elsewhere. */
export type SignIn = (address: string, request: SignInRequest) => Promise<SignedIn>

interface Options {
  readonly database: Database
  readonly sessions: Sessions
  readonly clock: Clock
  readonly nextId: IdSource
}

interface KnownAgent {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: 'agent' | 'lead' | 'admin'
  readonly brandIds: string[]
  readonly organisationId: string
  readonly organisationName: string
  readonly secret: string
}

export function createSignIn({ database, sessions, clock, nextId }: Options): SignIn {
  // Ten wrong passwords at once, then one every half a minute.
  const tries = createTokenBuckets({ clock, capacity: 10, refillMs: 30_000 })

  return async (address, { email, password, installationId }) => {
    const key = `${address} ${email.toLowerCase()}`
    if (!tries.take(key)) return { ok: false, kind: 'auth/too-many-tries' }
    const agent = await findAgent(email)
    if (!(await isPassword(password, agent?.secret)) || !agent) return { ok: false, kind: 'auth/wrong-password' }
    tries.refund(key)
    const { token, replicaId } = await database.transaction(async (db) => {
      const replica = await bindReplica(db, agent, installationId)
      return { replicaId: replica, token: await sessions.open(db, agent.id, replica) }
    })
    const { id, name, role, brandIds } = agent
    return {
      ok: true,
      reply: {
        token,
        replicaId,
        agent: { id, name, email: agent.email, role, brandIds },
        organisation: { id: agent.organisationId, name: agent.organisationName },
      },
    }
  }

  async function findAgent(email: string): Promise<KnownAgent | undefined> {
    const [agent] = await database.query<KnownAgent>(
      `SELECT agent.id, agent.name, agent.email, agent.role, agent.brand_ids AS "brandIds", credential.secret,
         agent.organisation_id AS "organisationId", COALESCE(organisation.name, '') AS "organisationName"
       FROM credential
       JOIN directory AS agent ON agent.id = credential.agent_id AND agent.kind = 'agent' AND agent.role <> '' AND agent.is_active
       LEFT JOIN directory AS organisation ON organisation.id = agent.organisation_id AND organisation.kind = 'organisation'
       WHERE credential.email = $1`,
      [email.toLowerCase()],
    )
    return agent
  }

  /** One installation × one agent is one replica, for good: its log goes on where it stopped. */
  async function bindReplica(db: WritableDb, agent: KnownAgent, installationId: string): Promise<string> {
    const [replica] = await db.query<{ id: string }>(
      `INSERT INTO replica (id, organisation_id, agent_id, installation_id, made_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (agent_id, installation_id) DO UPDATE SET installation_id = excluded.installation_id
       RETURNING id`,
      [nextId(), agent.organisationId, agent.id, installationId, clock.now()],
    )
    if (!replica) throw new Error('a replica was neither found nor made')
    return replica.id
  }
}
