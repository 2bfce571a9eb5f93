import type { z } from 'zod'
import {
  type SessionList,
  authRefusalSchema,
  secondFactorBegunSchema,
  recoveryCodesSchema,
  sessionListSchema,
} from '#shared/sync/auth-protocol.ts'
import { type ServerRequest, requestServer } from '../server/request-server.ts'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import type { Session } from './session.ts'

export type AccountProblem =
  | 'SIGNED_OUT'
  | 'SERVER_UNREACHABLE'
  | 'TOO_MANY_TRIES'
  | 'WRONG_PASSWORD'
  | 'WEAK_PASSWORD'
  | 'WRONG_CODE'
  | 'REQUIRED'
export type AccountAnswer<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly problem: AccountProblem }

/** What agents do with their own account. None of it works without the server. */
export interface Account {
  sessions(): Promise<AccountAnswer<SessionList>>
  endSession(sessionId: string): Promise<AccountAnswer<undefined>>
  /** Here and there: the same password opens the desk without the server afterwards. */
  changePassword(password: string, newPassword: string): Promise<AccountAnswer<undefined>>
  beginSecondFactor(password: string): Promise<AccountAnswer<z.infer<typeof secondFactorBegunSchema>>>
  confirmSecondFactor(code: string): Promise<AccountAnswer<z.infer<typeof recoveryCodesSchema>>>
  /** The earlier ones are none any more. */
  renewRecoveryCodes(password: string, code: string): Promise<AccountAnswer<z.infer<typeof recoveryCodesSchema>>>
  removeSecondFactor(password: string, code: string): Promise<AccountAnswer<undefined>>
}

const problems: Readonly<Record<string, AccountProblem>> = {
  'auth/signed-out': 'SIGNED_OUT',
  'auth/too-many-tries': 'TOO_MANY_TRIES',
  'auth/wrong-password': 'WRONG_PASSWORD',
  'auth/weak-password': 'WEAK_PASSWORD',
  'auth/wrong-code': 'WRONG_CODE',
  'auth/second-factor-required': 'REQUIRED',
}

export function createAccount(
  address: () => ServerAddress | null,
  session: Pick<Session, 'seat' | 'passwordChanged' | 'recheck'>,
  road: Road,
): Account {
  const post = (path: string, body: object): Omit<ServerRequest, 'token'> => ({ method: 'POST', path, body })
  return {
    sessions: () => ask({ method: 'GET', path: '/auth/sessions' }, sessionListSchema),
    async endSession(sessionId) {
      const answer = await ask(post('/auth/sessions/end', { sessionId }))
      // It may have been this very one.
      await session.recheck()
      return answer
    },
    async changePassword(password, newPassword) {
      const answer = await ask(post('/auth/password', { password, newPassword }))
      if (!answer.ok) return answer
      await session.passwordChanged(password, newPassword)
      // It may have been one that had to be changed.
      await session.recheck()
      return answer
    },
    beginSecondFactor: (password) => ask(post('/auth/second-factor/begin', { password }), secondFactorBegunSchema),
    async confirmSecondFactor(code) {
      const answer = await ask(post('/auth/second-factor/confirm', { code }), recoveryCodesSchema)
      if (answer.ok) await session.recheck()
      return answer
    },
    renewRecoveryCodes: (password, code) =>
      ask(post('/auth/second-factor/recovery-codes', { password, code }), recoveryCodesSchema),
    async removeSecondFactor(password, code) {
      const answer = await ask(post('/auth/second-factor/remove', { password, code }))
      if (answer.ok) await session.recheck()
      return answer
    },
  }

  function ask(request: Omit<ServerRequest, 'token'>): Promise<AccountAnswer<undefined>>
  function ask<Schema extends z.ZodType>(
    request: Omit<ServerRequest, 'token'>,
    schema: Schema,
  ): Promise<AccountAnswer<z.infer<Schema>>>
  async function ask(request: Omit<ServerRequest, 'token'>, schema?: z.ZodType): Promise<AccountAnswer<unknown>> {
    const seat = session.seat.get()
    const server = address()
    if (!seat?.dataKey || !server) return { ok: false, problem: 'SIGNED_OUT' }
    for (let isSecondTry = false; ; isSecondTry = true) {
      const access = await seat.tokens.access()
      if (!access.ok) return { ok: false, problem: access.problem === 'ended' ? 'SIGNED_OUT' : 'SERVER_UNREACHABLE' }
      const answer = await requestServer(road, server, { ...request, token: access.token })
      if (!answer) return { ok: false, problem: 'SERVER_UNREACHABLE' }
      if (answer.status === 204 && !schema) return { ok: true, reply: undefined }
      const reply = answer.status === 200 ? schema?.safeParse(answer.body) : undefined
      if (reply?.success) return { ok: true, reply: reply.data }
      const kind = authRefusalSchema.safeParse(answer.body).data?.kind ?? ''
      if (kind === 'auth/signed-out' && !isSecondTry) {
        seat.tokens.reject(access.token)
        continue
      }
      return { ok: false, problem: problems[kind] ?? 'SERVER_UNREACHABLE' }
    }
  }
}
