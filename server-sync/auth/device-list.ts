import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { type LifeTimes, isAlive } from './session-life.ts'

/** A device as IT sees it. Instants are the server's, but for `wipedAt`. */
export interface ListedDevice {
  readonly installationId: string
  readonly name: string
  readonly platform: string
  readonly keyStore: string
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly isRevoked: boolean
  readonly agents: readonly { readonly id: string; readonly name: string }[]
  readonly sessions: readonly ListedSession[]
  readonly wipes: readonly ListedWipe[]
}

interface ListedSession {
  readonly id: string
  readonly agentId: string
  readonly madeAt: number
  readonly lastUsedAt: number
}

export interface ListedWipe {
  readonly id: string
  /** `null`: the whole device. */
  readonly agentId: string | null
  readonly askedAt: number
  readonly state: 'waiting' | 'done' | 'withdrawn'
  /** `wipedAt` is what the desk said, whose clock may be wrong. */
  readonly receipt: {
    readonly receivedAt: number
    readonly wipedAt: number
    readonly unsent: number
    readonly destroyed: readonly string[]
  } | null
}

interface OfDevice {
  readonly installationId: string
}

const devicesMax = 5_000

/** The devices of an organisation, last seen first. */
export async function listDevices(
  database: Database,
  clock: Clock,
  organisationId: string,
): Promise<readonly ListedDevice[]> {
  const devices = await database.query<Omit<ListedDevice, 'agents' | 'sessions' | 'wipes'>>(
    `SELECT installation_id AS "installationId", name, platform, key_store AS "keyStore", first_seen_at AS "firstSeenAt",
       last_seen_at AS "lastSeenAt", revoked_at > 0 AS "isRevoked"
     FROM device WHERE organisation_id = $1 ORDER BY last_seen_at DESC, installation_id LIMIT ${devicesMax}`,
    [organisationId],
  )
  const agents = await database.query<OfDevice & { id: string; name: string }>(
    `SELECT replica.installation_id AS "installationId", replica.agent_id AS id, COALESCE(agent.name, '') AS name
     FROM replica LEFT JOIN directory AS agent ON agent.id = replica.agent_id
     WHERE replica.organisation_id = $1 ORDER BY name, id`,
    [organisationId],
  )
  const sessions = await database.query<OfDevice & ListedSession & LifeTimes>(
    `SELECT installation_id AS "installationId", id, agent_id AS "agentId", made_at AS "madeAt",
       last_used_at AS "lastUsedAt", ended_at AS "endedAt"
     FROM session WHERE organisation_id = $1 AND ended_at = 0 ORDER BY last_used_at DESC`,
    [organisationId],
  )
  const wipes = await database.query<OfDevice & WipeRow>(
    `SELECT installation_id AS "installationId", id, agent_id AS "agentId", asked_at AS "askedAt",
       withdrawn_at AS "withdrawnAt", receipt_at AS "receiptAt", wiped_at AS "wipedAt", unsent, destroyed
     FROM device_wipe WHERE organisation_id = $1 ORDER BY asked_at DESC, id`,
    [organisationId],
  )
  const now = clock.now()
  const agentsOf = Map.groupBy(agents, byInstallation)
  const sessionsOf = Map.groupBy(
    sessions.filter((session) => isAlive(session, now)),
    byInstallation,
  )
  const wipesOf = Map.groupBy(wipes, byInstallation)
  return devices.map((device) => ({
    ...device,
    agents: (agentsOf.get(device.installationId) ?? []).map(({ id, name }) => ({ id, name })),
    sessions: (sessionsOf.get(device.installationId) ?? []).map(({ id, agentId, madeAt, lastUsedAt }) => ({
      id,
      agentId,
      madeAt,
      lastUsedAt,
    })),
    wipes: (wipesOf.get(device.installationId) ?? []).map(listedWipe),
  }))
}

const byInstallation = ({ installationId }: OfDevice) => installationId

interface WipeRow {
  readonly id: string
  readonly agentId: string
  readonly askedAt: number
  readonly withdrawnAt: number
  readonly receiptAt: number
  readonly wipedAt: number
  readonly unsent: number
  readonly destroyed: readonly string[]
}

function listedWipe({ id, agentId, askedAt, withdrawnAt, receiptAt, wipedAt, unsent, destroyed }: WipeRow): ListedWipe {
  return {
    id,
    agentId: agentId === '' ? null : agentId,
    askedAt,
    state: receiptAt > 0 ? 'done' : withdrawnAt > 0 ? 'withdrawn' : 'waiting',
    receipt: receiptAt > 0 ? { receivedAt: receiptAt, wipedAt, unsent, destroyed } : null,
  }
}
