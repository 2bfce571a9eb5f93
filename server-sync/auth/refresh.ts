import type { Clock } from '#shared/kit/clock.ts'
import { type RefreshReply, refreshProofText } from '#shared/sync/auth-protocol.ts'
import type { Database } from '../db/database.ts'
import { isProof } from './device-proof.ts'
import { type OpenWipe, openWipe } from './device-wipes.ts'
import { type DeviceScope, seeAgain } from './devices.ts'
import { type EndReason, endSessions } from './end-sessions.ts'
import { findAgent } from './known-agent.ts'
import type { SecondFactors } from './second-factors.ts'
import { type LifeTimes, isAlive } from './session-life.ts'
import { type RefreshState, ageOf, rotate } from './session-tokens.ts'
import { whoIs } from './sign-in.ts'
import { familyOf, tokenHash } from './token.ts'

export type Refreshed =
  | { readonly ok: true; readonly reply: RefreshReply }
  | { readonly ok: false; readonly kind: 'auth/signed-out' | 'auth/token-reused' | 'auth/other-device' }
  | ({ readonly ok: false; readonly kind: 'auth/wipe' } & OpenWipe)

/** @param proof by the key of the device to which the token was given */
export type Refresh = (request: { readonly refreshToken: string; readonly proof: string }) => Promise<Refreshed>

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly secondFactors: Pick<SecondFactors, 'has'>
  /** A stolen token was shown: its session has just ended. */
  readonly onStolen: (sessionId: string, reason: 'token-reused' | 'other-device') => void
}

interface Family extends RefreshState, LifeTimes {
  readonly organisationId: string
  readonly agentId: string
  readonly installationId: string
  readonly endReason: EndReason | ''
  readonly publicKey: string
}

/** Who shows a token of an ended session hears why it ended, where that is a warning. */
const warnings = ['token-reused', 'other-device'] as const

export function createRefresh({ database, clock, secondFactors, onStolen }: Options): Refresh {
  return async ({ refreshToken, proof }) => {
    let stolen: { readonly sessionId: string; readonly reason: (typeof warnings)[number] } | undefined
    let seen: DeviceScope | undefined
    const refreshed = await database.transaction(async (db): Promise<Refreshed> => {
      const [family] = await db.query<Family>(
        `SELECT session.id, session.organisation_id AS "organisationId", session.agent_id AS "agentId",
           session.installation_id AS "installationId", session.refresh_hash AS "refreshHash",
           session.next_hash AS "nextHash", session.next_sealed AS "nextSealed", session.made_at AS "madeAt",
           session.last_used_at AS "lastUsedAt", session.ended_at AS "endedAt", session.end_reason AS "endReason",
           COALESCE(device.public_key, '') AS "publicKey"
         FROM session LEFT JOIN device USING (organisation_id, installation_id)
         WHERE session.family_hash = $1 FOR UPDATE OF session`,
        [tokenHash(familyOf(refreshToken))],
      )
      if (!family) return { ok: false, kind: 'auth/signed-out' }
      const isItsDevice = isProof(family.publicKey, refreshProofText(refreshToken), proof)
      // Also for old tokens: a disk image that was put back has to go as well.
      const wipe = isItsDevice ? await openWipe(db, family) : undefined
      if (wipe) return { ok: false, kind: 'auth/wipe', ...wipe }
      if (!isAlive(family, clock.now())) {
        const warning = warnings.find((reason) => reason === family.endReason)
        return { ok: false, kind: warning ? `auth/${warning}` : 'auth/signed-out' }
      }
      const reason =
        ageOf(refreshToken, family) === 'superseded' ? 'token-reused' : isItsDevice ? undefined : 'other-device'
      if (reason) {
        await endSessions(db, clock, { sessionId: family.id }, reason)
        stolen = { sessionId: family.id, reason }
        return { ok: false, kind: `auth/${reason}` }
      }
      const agent = await findAgent(db, family.agentId)
      if (!agent || agent.organisationId !== family.organisationId) {
        await endSessions(db, clock, { sessionId: family.id }, 'ended')
        return { ok: false, kind: 'auth/signed-out' }
      }
      seen = family
      const tokens = await rotate(db, clock, refreshToken, family)
      const hasSecondFactor = await secondFactors.has(db, agent.id)
      return { ok: true, reply: { ...tokens, ...(await whoIs(db, agent, hasSecondFactor)) } }
    })
    // By itself: everybody else locks the device before its sessions.
    if (seen) await seeAgain(database, clock, seen)
    // After the commit: whoever looks now finds it ended.
    if (stolen) onStolen(stolen.sessionId, stolen.reason)
    return refreshed
  }
}
