import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { type AddressLimits, createAddressLimits } from './address-limits.ts'
import { type KnownAgent, findAgent } from './known-agent.ts'
import type { PasswordDesk } from './password-desk.ts'
import type { SecondFactors } from './second-factors.ts'
import { type Tried, createSignInFailures } from './sign-in-failures.ts'
import { tokenHash } from './token.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** Of the second factor, or a recovery code. */
  readonly code?: string | undefined
  /**
   * A text that only one device or browser has. Once somebody was let in from there, its wrong tries are counted apart:
   * strangers elsewhere cannot lock them out.
   */
  readonly deviceId?: string | undefined
}

export type CredentialProblem =
  | 'auth/wrong-password'
  | 'auth/too-many-tries'
  | 'auth/second-factor-needed'
  | 'auth/wrong-code'

export type CheckedCredentials =
  | { readonly ok: true; readonly agent: KnownAgent; readonly hasSecondFactor: boolean }
  | { readonly ok: false; readonly kind: CredentialProblem; readonly retryAfterMs?: number }

/** Password, second factor, lock-out. Says the same, after the same effort, about who exists and who does not. */
export type CredentialCheck = (address: string, credentials: Credentials) => Promise<CheckedCredentials>

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly passwords: PasswordDesk
  readonly secondFactors: SecondFactors
}

const placeKeptMs = 180 * 24 * 3_600_000

const tooMany = (retryAfterMs: number) => ({ ok: false, kind: 'auth/too-many-tries', retryAfterMs }) as const

export function createCredentialCheck({ database, clock, passwords, secondFactors }: Options): CredentialCheck {
  const limits: AddressLimits = createAddressLimits(clock)
  const failures = createSignInFailures(database, clock)

  return async (address, { email, password, code, deviceId }) => {
    const accountHash = tokenHash(email.toLowerCase())
    const credential = await findCredential(email.toLowerCase())
    const placeHash = await knownPlace(credential?.agentId, deviceId)
    const tried: Tried = { accountHash, placeHash }
    const isStranger = placeHash === ''
    const waitMs = isStranger ? limits.take(address, accountHash) : 0
    if (waitMs > 0) return tooMany(waitMs)
    const begun = await failures.begin(tried)
    if (!begun.ok) return tooMany(begun.retryAfterMs)

    const isRight = await passwords.check(password, credential)
    if (isRight === 'busy') {
      await takeBack()
      return tooMany(passwords.busyForMs)
    }
    const agent = isRight && credential ? await findAgent(database, credential.agentId) : undefined
    if (!agent) return { ok: false, kind: 'auth/wrong-password' }
    const hasSecondFactor = await secondFactors.has(database, agent.id)
    if (hasSecondFactor && code === undefined) {
      await takeBack()
      return { ok: false, kind: 'auth/second-factor-needed' }
    }
    if (hasSecondFactor && !(await secondFactors.accept(agent.id, code ?? '')))
      return { ok: false, kind: 'auth/wrong-code' }
    if (isStranger) limits.refund(address, accountHash)
    await failures.forget(tried)
    await rememberPlace(agent.id, deviceId)
    return { ok: true, agent, hasSecondFactor }

    async function takeBack() {
      if (isStranger) limits.refund(address, accountHash)
      await failures.undo(tried)
    }
  }

  async function findCredential(email: string) {
    const [found] = await database.query<{ agentId: string; secret: string }>(
      'SELECT agent_id AS "agentId", secret FROM credential WHERE email = $1',
      [email],
    )
    return found
  }

  /** Asked for nobody as well: that an account exists must not show in the time it takes. */
  async function knownPlace(agentId = '', deviceId = ''): Promise<string> {
    const placeHash = tokenHash(deviceId)
    const found = await database.query('SELECT 1 FROM sign_in_place WHERE agent_id = $1 AND place_hash = $2', [
      agentId,
      placeHash,
    ])
    return found.length > 0 ? placeHash : ''
  }

  async function rememberPlace(agentId: string, deviceId: string | undefined): Promise<void> {
    if (deviceId === undefined) return
    const now = clock.now()
    await database.transaction(async (db) => {
      await db.execute('DELETE FROM sign_in_place WHERE agent_id = $1 AND last_used_at < $2', [
        agentId,
        now - placeKeptMs,
      ])
      await db.execute(
        `INSERT INTO sign_in_place VALUES ($1, $2, $3)
         ON CONFLICT (agent_id, place_hash) DO UPDATE SET last_used_at = excluded.last_used_at`,
        [agentId, tokenHash(deviceId), now],
      )
    })
  }
}
