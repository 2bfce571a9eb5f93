import type { Clock } from '#shared/kit/clock.ts'
import type { Device } from '#shared/sync/auth-protocol.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { endSessions } from './end-sessions.ts'

export interface DeviceScope {
  readonly organisationId: string
  readonly installationId: string
}

/**
 * Writes down from where somebody signs in, and locks the device until the transaction ends.
 * `other-key`: the installation is known by another key, so this is a copy of its name and not the device itself.
 */
export async function seeDevice(
  db: WritableDb,
  clock: Clock,
  organisationId: string,
  { installationId, publicKey, name, platform, keyStore }: Device,
): Promise<'known' | 'revoked' | 'other-key'> {
  const [kept] = await db.query<{ publicKey: string; revokedAt: number }>(
    `INSERT INTO device AS kept (organisation_id, installation_id, public_key, name, platform, key_store, first_seen_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
     ON CONFLICT (organisation_id, installation_id) DO UPDATE SET
       public_key = CASE WHEN kept.public_key = '' AND kept.revoked_at = 0 THEN excluded.public_key ELSE kept.public_key END
     RETURNING public_key AS "publicKey", revoked_at AS "revokedAt"`,
    [organisationId, installationId, publicKey, name, platform, keyStore, clock.now()],
  )
  if (!kept || kept.publicKey !== publicKey) return 'other-key'
  if (kept.revokedAt > 0) return 'revoked'
  await db.execute(
    `UPDATE device SET name = $3, platform = $4, key_store = $5, last_seen_at = GREATEST(last_seen_at, $6)
     WHERE organisation_id = $1 AND installation_id = $2`,
    [organisationId, installationId, name, platform, keyStore, clock.now()],
  )
  return 'known'
}

/** It asked for something. Instants of a device need no more than a minute of exactness. */
export async function seeAgain(database: Database, clock: Clock, scope: DeviceScope): Promise<void> {
  const now = clock.now()
  await database.transaction((db) =>
    db.execute(
      'UPDATE device SET last_seen_at = $3 WHERE organisation_id = $1 AND installation_id = $2 AND last_seen_at < $4',
      [scope.organisationId, scope.installationId, now, now - 60_000],
    ),
  )
}

/** Nobody signs in there any more, and who is signed in is no longer. False: no such device. */
export async function revokeDevice(db: WritableDb, clock: Clock, scope: DeviceScope): Promise<boolean> {
  const { organisationId, installationId } = scope
  const touched = await db.execute(
    `UPDATE device SET revoked_at = CASE WHEN revoked_at = 0 THEN $3 ELSE revoked_at END
     WHERE organisation_id = $1 AND installation_id = $2`,
    [organisationId, installationId, Math.max(1, clock.now())],
  )
  if (touched === 0) return false
  await endSessions(db, clock, { organisationId, installationId }, 'revoked')
  return true
}

/**
 * IT trusts the device again. What it was still to destroy whole is withdrawn, and its next sign-in binds a key anew: what
 * was erased has lost the old one. False: no such device.
 */
export async function allowDevice(db: WritableDb, clock: Clock, scope: DeviceScope): Promise<boolean> {
  const { organisationId, installationId } = scope
  const touched = await db.execute(
    `UPDATE device SET revoked_at = 0, public_key = '' WHERE organisation_id = $1 AND installation_id = $2`,
    [organisationId, installationId],
  )
  if (touched === 0) return false
  // A session that goes on could not prove itself any more.
  await endSessions(db, clock, { organisationId, installationId }, 'ended')
  await db.execute(
    `UPDATE device_wipe SET withdrawn_at = $3 WHERE organisation_id = $1 AND installation_id = $2 AND agent_id = ''
       AND receipt_at = 0 AND withdrawn_at = 0`,
    [organisationId, installationId, Math.max(1, clock.now())],
  )
  return true
}
