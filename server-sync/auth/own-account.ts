import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { readDeskPolicy } from './desk-policy.ts'
import { endSessions } from './end-sessions.ts'
import { findAgent } from './known-agent.ts'
import { type PasswordDesk, storeSecret } from './password-desk.ts'
import { isGoodPassword } from './password-rules.ts'
import { type SecondFactors, removeSecondFactor } from './second-factors.ts'
import type { Session } from './sessions.ts'
import { createSignInFailures } from './sign-in-failures.ts'
import { tokenHash } from './token.ts'

export interface Refused<Kind extends string> {
  readonly ok: false
  readonly kind: Kind | 'auth/too-many-tries'
  readonly retryAfterMs?: number
}
type Answer<Kind extends string, Value = object> = Promise<({ readonly ok: true } & Value) | Refused<Kind>>

interface PasswordAndCode {
  readonly password: string
  readonly code: string
}

/** What agents change about their own way in. Having a session is not enough: it may be somebody at an unlocked desk. */
export interface OwnAccount {
  /** Ends the agent's other sessions. */
  changePassword(
    session: Session,
    given: { readonly password: string; readonly newPassword: string },
  ): Answer<'auth/wrong-password' | 'auth/weak-password'>
  beginSecondFactor(
    session: Session,
    password: string,
  ): Answer<'auth/wrong-password' | 'auth/has-second-factor', { readonly secret: string; readonly address: string }>
  confirmSecondFactor(
    session: Session,
    code: string,
  ): Answer<'auth/wrong-code', { readonly recoveryCodes: readonly string[] }>
  /** The earlier ones are none any more. */
  renewRecoveryCodes(
    session: Session,
    given: PasswordAndCode,
  ): Answer<'auth/wrong-password' | 'auth/wrong-code', { readonly recoveryCodes: readonly string[] }>
  removeSecondFactor(
    session: Session,
    given: PasswordAndCode,
  ): Answer<'auth/wrong-password' | 'auth/wrong-code' | 'auth/second-factor-required'>
}

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly passwords: PasswordDesk
  readonly secondFactors: SecondFactors
}

export function createOwnAccount({ database, clock, passwords, secondFactors }: Options): OwnAccount {
  const failures = createSignInFailures(database, clock)
  const busy = { ok: false, kind: 'auth/too-many-tries', retryAfterMs: passwords.busyForMs } as const

  return {
    async changePassword(session, { password, newPassword }) {
      const agent = await findAgent(database, session.agentId)
      const problem = await tryOnce(session, 'auth/wrong-password', () => hasPassword(session, password))
      if (problem) return problem
      if (!agent || !isGoodPassword(newPassword, agent)) return { ok: false, kind: 'auth/weak-password' }
      const secret = await passwords.hash(newPassword)
      if (secret === undefined) return busy
      await database.transaction(async (db) => {
        await storeSecret(db, clock, { agentId: session.agentId, secret })
        await endSessions(db, clock, { agentId: session.agentId, exceptSessionId: session.sessionId }, 'ended')
      })
      return { ok: true }
    },
    async beginSecondFactor(session, password) {
      const agent = await findAgent(database, session.agentId)
      const problem = await tryOnce(session, 'auth/wrong-password', () => hasPassword(session, password))
      if (problem) return problem
      // Otherwise a password would be enough to put another telephone in the place of theirs.
      if (!agent || (await secondFactors.has(database, session.agentId)))
        return { ok: false, kind: 'auth/has-second-factor' }
      return { ok: true, ...(await secondFactors.begin(agent)) }
    },
    async confirmSecondFactor(session, code) {
      let recoveryCodes: readonly string[] | undefined
      const problem = await tryOnce(session, 'auth/wrong-code', async () => {
        recoveryCodes = await secondFactors.confirm(session.agentId, code)
        return recoveryCodes !== undefined
      })
      return problem ?? { ok: true, recoveryCodes: recoveryCodes ?? [] }
    },
    async renewRecoveryCodes(session, given) {
      const problem = await tryPasswordAndCode(session, given)
      if (problem) return problem
      const recoveryCodes = await secondFactors.renewRecoveryCodes(session.agentId)
      // It was removed meanwhile, so there is nothing that its code could be of.
      return recoveryCodes ? { ok: true, recoveryCodes } : { ok: false, kind: 'auth/wrong-code' }
    },
    async removeSecondFactor(session, given) {
      const { needsSecondFactor } = await readDeskPolicy(database, session.organisationId)
      if (needsSecondFactor) return { ok: false, kind: 'auth/second-factor-required' }
      const problem = await tryPasswordAndCode(session, given)
      if (problem) return problem
      await database.transaction((db) => removeSecondFactor(db, session.agentId))
      return { ok: true }
    },
  }

  async function hasPassword({ agentId }: Session, password: string): Promise<boolean | 'busy'> {
    const [credential] = await database.query<{ agentId: string; secret: string }>(
      'SELECT agent_id AS "agentId", secret FROM credential WHERE agent_id = $1',
      [agentId],
    )
    return passwords.check(password, credential)
  }

  async function tryPasswordAndCode(session: Session, { password, code }: PasswordAndCode) {
    return (
      (await tryOnce(session, 'auth/wrong-password', () => hasPassword(session, password))) ??
      (await tryOnce(session, 'auth/wrong-code', () => secondFactors.accept(session.agentId, code)))
    )
  }

  /** Counted apart from sign-ins, by what is tried: nobody guesses on at an open desk, nor is locked out by one. */
  async function tryOnce<Kind extends 'auth/wrong-password' | 'auth/wrong-code'>(
    { agentId }: Session,
    kind: Kind,
    check: () => Promise<boolean | 'busy'>,
  ): Promise<Refused<Kind> | undefined> {
    const tried = { accountHash: tokenHash(`${kind} ${agentId}`), placeHash: 'session' }
    const begun = await failures.begin(tried)
    if (!begun.ok) return { ok: false, kind: 'auth/too-many-tries', retryAfterMs: begun.retryAfterMs }
    const isRight = await check()
    if (isRight === 'busy') {
      await failures.undo(tried)
      return busy
    }
    if (!isRight) return { ok: false, kind }
    await failures.forget(tried)
    return undefined
  }
}
