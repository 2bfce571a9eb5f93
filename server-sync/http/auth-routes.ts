import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import {
  beginSecondFactorRequestSchema,
  changePasswordRequestSchema,
  confirmSecondFactorRequestSchema,
  endSessionRequestSchema,
  refreshRequestSchema,
  removeSecondFactorRequestSchema,
  renewRecoveryCodesRequestSchema,
  signInRequestSchema,
  wipeReceiptSchema,
} from '#shared/sync/auth-protocol.ts'
import { networkOf } from '../auth/address-limits.ts'
import type { DeviceWipes } from '../auth/device-wipes.ts'
import { endSessions } from '../auth/end-sessions.ts'
import type { OwnAccount } from '../auth/own-account.ts'
import type { Refresh } from '../auth/refresh.ts'
import type { Session, Sessions } from '../auth/sessions.ts'
import type { SignIn } from '../auth/sign-in.ts'
import type { Database } from '../db/database.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'
import { authenticate } from './authenticate.ts'
import { sendRefusal } from './http-error.ts'

interface Needs {
  readonly database: Database
  readonly clock: Clock
  readonly signIn: SignIn
  readonly refresh: Refresh
  readonly sessions: Sessions
  readonly ownAccount: OwnAccount
  readonly wipes: Pick<DeviceWipes, 'keepReceipt'>
  /** Some sessions have ended: their sockets close before the answer goes out. */
  readonly onSessionsEnded: () => Promise<void>
}

const statuses: Readonly<Record<string, 400 | 403 | 429 | 409>> = {
  'http/bad-request': 400,
  'auth/weak-password': 400,
  'auth/device-revoked': 403,
  'auth/wipe': 403,
  'auth/second-factor-required': 403,
  'auth/has-second-factor': 409,
  'auth/too-many-tries': 429,
}

interface Refused {
  readonly kind: string
  readonly retryAfterMs?: number
  readonly wipeId?: string
  readonly wholeDevice?: boolean
}

/** Everything else is "not you". */
const refuse = (reply: FastifyReply, refused: Refused) =>
  sendRefusal(reply, statuses[refused.kind] ?? 401, refused.kind, refused)

/** Nothing here is larger: what is, need not be read. */
const options = { bodyLimit: 8 * 1024 }

/** The door, as shared/sync/auth-protocol.ts tells it. */
export function addAuthRoutes(server: FastifyInstance, needs: Needs): void {
  const { database, clock, signIn, refresh, sessions, ownAccount, wipes, onSessionsEnded } = needs
  // Tokens cannot be guessed: whoever shows wrong ones over and over only keeps the database busy.
  const strangers = createTokenBuckets({ clock, capacity: 100, refillMs: 1_000 })

  server.post('/auth/sign-in', options, async (request, reply) => {
    const parsed = signInRequestSchema.safeParse(request.body)
    if (!parsed.success) return sendRefusal(reply, 400, 'http/bad-request')
    const signedIn = await signIn(request.ip, parsed.data)
    if (!signedIn.ok) return refuse(reply, signedIn)
    await onSessionsEnded()
    return reply.send(signedIn.reply)
  })

  server.post('/auth/refresh', options, (request, reply) =>
    forStrangers(request, reply, refreshRequestSchema, async (given) => {
      const refreshed = await refresh(given)
      if (!refreshed.ok) await onSessionsEnded()
      return {
        isHonest: refreshed.ok || refreshed.kind === 'auth/wipe',
        answer: () => (refreshed.ok ? reply.send(refreshed.reply) : refuse(reply, refreshed)),
      }
    }),
  )

  server.post('/auth/wipe-receipt', options, (request, reply) =>
    forStrangers(request, reply, wipeReceiptSchema, async (receipt) => {
      const isKept = await database.transaction((db) => wipes.keepReceipt(db, receipt))
      return {
        isHonest: isKept,
        answer: () => (isKept ? reply.status(204).send() : sendRefusal(reply, 401, 'auth/other-device')),
      }
    }),
  )

  server.post('/auth/sign-out', options, async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    await database.transaction((db) => endSessions(db, clock, { sessionId: session.sessionId }, 'signed-out'))
    await onSessionsEnded()
    return reply.status(204).send()
  })

  server.get('/auth/sessions', async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    return session ? reply.send(await sessions.list(session)) : sendRefusal(reply, 401, 'auth/signed-out')
  })

  server.post('/auth/sessions/end', options, (request, reply) =>
    signedIn(request, reply, endSessionRequestSchema, async ({ agentId }, { sessionId }) => {
      const ended = await database.transaction((db) => endSessions(db, clock, { sessionId, agentId }, 'ended'))
      if (ended === 0) return sendRefusal(reply, 404, 'auth/no-such-session')
      await onSessionsEnded()
      return reply.status(204).send()
    }),
  )

  server.post('/auth/password', options, (request, reply) =>
    signedIn(request, reply, changePasswordRequestSchema, async (session, given) => {
      const changed = await ownAccount.changePassword(session, given)
      if (!changed.ok) return refuse(reply, changed)
      await onSessionsEnded()
      return reply.status(204).send()
    }),
  )

  server.post('/auth/second-factor/begin', options, (request, reply) =>
    signedIn(request, reply, beginSecondFactorRequestSchema, async (session, { password }) => {
      const begun = await ownAccount.beginSecondFactor(session, password)
      return begun.ok ? reply.send({ secret: begun.secret, address: begun.address }) : refuse(reply, begun)
    }),
  )

  server.post('/auth/second-factor/confirm', options, (request, reply) =>
    signedIn(request, reply, confirmSecondFactorRequestSchema, async (session, { code }) => {
      const confirmed = await ownAccount.confirmSecondFactor(session, code)
      return confirmed.ok ? reply.send({ recoveryCodes: confirmed.recoveryCodes }) : refuse(reply, confirmed)
    }),
  )

  server.post('/auth/second-factor/recovery-codes', options, (request, reply) =>
    signedIn(request, reply, renewRecoveryCodesRequestSchema, async (session, given) => {
      const renewed = await ownAccount.renewRecoveryCodes(session, given)
      return renewed.ok ? reply.send({ recoveryCodes: renewed.recoveryCodes }) : refuse(reply, renewed)
    }),
  )

  server.post('/auth/second-factor/remove', options, (request, reply) =>
    signedIn(request, reply, removeSecondFactorRequestSchema, async (session, given) => {
      const removed = await ownAccount.removeSecondFactor(session, given)
      return removed.ok ? reply.status(204).send() : refuse(reply, removed)
    }),
  )

  async function forStrangers<Schema extends z.ZodType>(
    request: FastifyRequest,
    reply: FastifyReply,
    schema: Schema,
    work: (given: z.infer<Schema>) => Promise<{ readonly isHonest: boolean; readonly answer: () => FastifyReply }>,
  ): Promise<FastifyReply> {
    const network = networkOf(request.ip)
    if (!strangers.take(network))
      return refuse(reply, { kind: 'auth/too-many-tries', retryAfterMs: strangers.waitMs(network) })
    const parsed = schema.safeParse(request.body)
    if (!parsed.success) return sendRefusal(reply, 400, 'http/bad-request')
    const { isHonest, answer } = await work(parsed.data)
    if (isHonest) strangers.refund(network)
    return answer()
  }

  async function signedIn<Schema extends z.ZodType>(
    request: FastifyRequest,
    reply: FastifyReply,
    schema: Schema,
    work: (session: Session, given: z.infer<Schema>) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    const parsed = schema.safeParse(request.body)
    return parsed.success ? work(session, parsed.data) : sendRefusal(reply, 400, 'http/bad-request')
  }
}
