import type { FastifyInstance } from 'fastify'
import { signInRequestSchema } from '#shared/sync/protocol.ts'
import type { Session, Sessions } from '../auth/sessions.ts'
import type { SignIn } from '../auth/sign-in.ts'
import { authenticate } from './authenticate.ts'
import { sendRefusal } from './http-error.ts'

interface Needs {
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly onSignedOut: (session: Session) => void
}

export function addAuthRoutes(server: FastifyInstance, { signIn, sessions, onSignedOut }: Needs): void {
  server.post('/auth/sign-in', async (request, reply) => {
    const parsed = signInRequestSchema.safeParse(request.body)
    if (!parsed.success) return sendRefusal(reply, 400, 'http/bad-request')
    const signedIn = await signIn(request.ip, parsed.data)
    if (signedIn.ok) return reply.header('cache-control', 'no-store').send(signedIn.reply)
    return sendRefusal(reply, signedIn.kind === 'auth/too-many-tries' ? 429 : 401, signedIn.kind)
  })

  server.post('/auth/sign-out', async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    await sessions.close(session)
    onSignedOut(session)
    return reply.status(204).send()
  })
}
