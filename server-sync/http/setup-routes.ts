import type { FastifyInstance } from 'fastify'
import { isFromOwnPage, setAdminCookie } from '../admin/admin-cookie.ts'
import type { AdminDoor } from '../admin/admin-door.ts'
import { setupSchema } from '../admin/admin-schemas.ts'
import type { AdminSessions } from '../admin/admin-sessions.ts'
import { setUp } from '../admin/setup/set-up.ts'
import { needsSetup } from '../admin/setup/setup-codes.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'
import { sendRefusal } from './http-error.ts'
import type { ProxyRule } from './proxy-rule.ts'

interface Needs {
  readonly door: AdminDoor
  readonly sessions: AdminSessions
  readonly proxies: ProxyRule
}

/** Open while the directory is empty, closed for good after that. */
export function addSetupRoutes(server: FastifyInstance, { door, sessions, proxies }: Needs): void {
  const tries = createTokenBuckets({ clock: door.clock, capacity: 10, refillMs: 30_000 })

  server.get('/admin/api/setup', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ isNeeded: await needsSetup(door.database) }),
  )

  server.post('/admin/api/setup', async (request, reply) => {
    if (!isFromOwnPage(request, proxies)) return sendRefusal(reply, 403, 'admin/other-origin')
    const parsed = setupSchema.safeParse(request.body)
    if (!parsed.success) return sendRefusal(reply, 400, 'http/bad-request')
    // One bucket for everybody: there is one code to guess.
    if (!tries.take('')) return sendRefusal(reply, 429, 'auth/too-many-tries', { retryAfterMs: 30_000 })
    const done = await setUp(door, parsed.data)
    if (!done.ok) return sendRefusal(reply, done.kind === 'setup/wrong-code' ? 401 : 409, done.kind)
    const token = await door.database.transaction((db) => sessions.open(db, done.agent))
    setAdminCookie(reply, token, proxies.isSecure(request.raw))
    return reply.status(204).send()
  })
}
