import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import { type WipeReceipt, wipeProofText } from '#shared/sync/auth-protocol.ts'
import type { ReadableDb, WritableDb } from '../db/database.ts'
import { isProof } from './device-proof.ts'
import { type DeviceScope, revokeDevice } from './devices.ts'
import { endSessions } from './end-sessions.ts'

export interface WipeScope extends DeviceScope {
  /** Only what this agent has there; absent: everything. */
  readonly agentId?: string | undefined
}

export interface DeviceWipes {
  /**
   * Ends the sessions, and has what is there destroyed as soon as the device asks for anything. Asked twice, it is one wipe.
   * A device that is to be erased whole is revoked, and stays so after its receipt until IT allows it again.
   * @returns its id; `undefined`: no such device.
   */
  askWipe(db: WritableDb, scope: WipeScope): Promise<string | undefined>
  /** Somebody left: their sessions and their way in end, and their replicas are wiped wherever they are. */
  endAgent(db: WritableDb, agentId: string): Promise<void>
  /** False: not signed by that device, or there is no such wipe. A receipt that comes again changes nothing. */
  keepReceipt(db: WritableDb, receipt: WipeReceipt): Promise<boolean>
}

export function createDeviceWipes({
  clock,
  nextId,
}: {
  readonly clock: Clock
  readonly nextId: IdSource
}): DeviceWipes {
  return {
    askWipe,
    async endAgent(db, agentId) {
      for (const table of ['credential', 'sign_in_place', 'recovery_code', 'second_factor'])
        await db.execute(`DELETE FROM ${table} WHERE agent_id = $1`, [agentId])
      const replicas = await db.query<DeviceScope>(
        `SELECT organisation_id AS "organisationId", installation_id AS "installationId" FROM replica
         WHERE agent_id = $1 ORDER BY installation_id`,
        [agentId],
      )
      for (const replica of replicas) await askWipe(db, { ...replica, agentId })
      await endSessions(db, clock, { agentId }, 'ended')
    },
    async keepReceipt(db, { installationId, wipeId, wipedAt, unsent, destroyed, proof }) {
      const [wipe] = await db.query<DeviceScope & { agentId: string; publicKey: string }>(
        `SELECT wipe.organisation_id AS "organisationId", wipe.agent_id AS "agentId", device.public_key AS "publicKey" FROM device_wipe AS wipe JOIN device USING (organisation_id, installation_id)
         WHERE wipe.id = $1 AND wipe.installation_id = $2 FOR UPDATE OF wipe`,
        [wipeId, installationId],
      )
      if (!wipe || !isProof(wipe.publicKey, wipeProofText(wipeId), proof)) return false
      // Where everything is gone, so is what was to go of single agents.
      await db.execute(
        `UPDATE device_wipe SET receipt_at = $2, wiped_at = $3, unsent = $4, destroyed = $5::jsonb
         WHERE (id = $1 OR ($6 = '' AND organisation_id = $7 AND installation_id = $8 AND withdrawn_at = 0
             AND EXISTS (SELECT 1 FROM device_wipe AS whole WHERE whole.id = $1 AND whole.receipt_at = 0)))
           AND receipt_at = 0`,
        [
          wipeId,
          Math.max(1, clock.now()),
          wipedAt,
          unsent,
          JSON.stringify(destroyed),
          wipe.agentId,
          wipe.organisationId,
          installationId,
        ],
      )
      return true
    },
  }

  async function askWipe(db: WritableDb, scope: WipeScope): Promise<string | undefined> {
    const { organisationId, installationId, agentId } = scope
    const devices = await db.query(
      'SELECT 1 FROM device WHERE organisation_id = $1 AND installation_id = $2 FOR UPDATE',
      [organisationId, installationId],
    )
    if (devices.length === 0) return undefined
    if (agentId === undefined) await revokeDevice(db, clock, scope)
    else await endSessions(db, clock, { organisationId, installationId, agentId }, 'wiped')
    const [open] = await db.query<{ id: string }>(
      `SELECT id FROM device_wipe WHERE organisation_id = $1 AND installation_id = $2 AND agent_id = $3
         AND receipt_at = 0 AND withdrawn_at = 0`,
      [organisationId, installationId, agentId ?? ''],
    )
    if (open) return open.id
    const wipeId = nextId()
    await db.execute(
      'INSERT INTO device_wipe (id, organisation_id, installation_id, agent_id, asked_at) VALUES ($1, $2, $3, $4, $5)',
      [wipeId, organisationId, installationId, agentId ?? '', clock.now()],
    )
    return wipeId
  }
}

export interface OpenWipe {
  readonly wipeId: string
  /** Not only what this agent has there. */
  readonly wholeDevice: boolean
}

/** What this agent's desk has to destroy before anything else: the whole device first. */
export async function openWipe(
  db: ReadableDb,
  { organisationId, installationId, agentId }: Required<DeviceScope & { readonly agentId: string }>,
): Promise<OpenWipe | undefined> {
  const [wipe] = await db.query<{ id: string; agentId: string }>(
    `SELECT id, agent_id AS "agentId" FROM device_wipe WHERE organisation_id = $1 AND installation_id = $2 AND agent_id IN ('', $3)
       AND receipt_at = 0 AND withdrawn_at = 0 ORDER BY agent_id LIMIT 1`,
    [organisationId, installationId, agentId],
  )
  return wipe && { wipeId: wipe.id, wholeDevice: wipe.agentId === '' }
}
