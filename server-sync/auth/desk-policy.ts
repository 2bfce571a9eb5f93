import { type DeskPolicy, deskPolicySchema } from '#shared/sync/auth-protocol.ts'
import type { ReadableDb, WritableDb } from '../db/database.ts'

const defaultDeskPolicy: DeskPolicy = {
  idleLockMinutes: 10,
  offlineDays: 7,
  idleAwayMinutes: 5,
  darkAfterMinutes: 5,
  wipesAtSignOut: false,
  needsSecondFactor: false,
}

export async function readDeskPolicy(db: ReadableDb, organisationId: string): Promise<DeskPolicy> {
  const [kept] = await db.query<DeskPolicy>(
    `SELECT idle_lock_minutes AS "idleLockMinutes", offline_days AS "offlineDays",
       idle_away_minutes AS "idleAwayMinutes", dark_after_minutes AS "darkAfterMinutes",
       wipes_at_sign_out AS "wipesAtSignOut", needs_second_factor AS "needsSecondFactor"
     FROM desk_policy WHERE organisation_id = $1`,
    [organisationId],
  )
  return kept ?? defaultDeskPolicy
}

/** Every desk hears of it at its next refresh. Throws where the change is none that the protocol allows. */
export async function changeDeskPolicy(
  db: WritableDb,
  organisationId: string,
  change: Partial<DeskPolicy>,
): Promise<DeskPolicy> {
  const { idleLockMinutes, offlineDays, wipesAtSignOut, needsSecondFactor } = defaultDeskPolicy
  // The row is there to be locked: of two changes at once, neither undoes the other.
  await db.execute('INSERT INTO desk_policy VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    organisationId,
    idleLockMinutes,
    offlineDays,
    wipesAtSignOut,
    needsSecondFactor,
  ])
  await db.query('SELECT 1 FROM desk_policy WHERE organisation_id = $1 FOR UPDATE', [organisationId])
  const policy = deskPolicySchema.parse({ ...(await readDeskPolicy(db, organisationId)), ...change })
  await db.execute(
    `UPDATE desk_policy SET idle_lock_minutes = $2, offline_days = $3, wipes_at_sign_out = $4, needs_second_factor = $5,
       idle_away_minutes = $6, dark_after_minutes = $7
     WHERE organisation_id = $1`,
    [
      organisationId,
      policy.idleLockMinutes,
      policy.offlineDays,
      policy.wipesAtSignOut,
      policy.needsSecondFactor,
      policy.idleAwayMinutes,
      policy.darkAfterMinutes,
    ],
  )
  return policy
}
