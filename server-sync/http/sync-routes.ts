import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Sessions } from '../auth/sessions.ts'
import type { Database } from '../db/database.ts'
import type { FeedTail } from '../sync/feed-tail.ts'
import { pageText, visibleTo } from '../sync/page-text.ts'
import { snapshotLines } from '../sync/snapshot.ts'
import { authenticate } from './authenticate.ts'
import { sendRefusal } from './http-error.ts'

interface Needs {
  readonly database: Database
  readonly sessions: Sessions
  readonly tail: FeedTail
}

const feedQuerySchema = z.strictObject({
  epoch: z.string().min(1).max(36),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
})

export function addSyncRoutes(server: FastifyInstance, { database, sessions, tail }: Needs): void {
  server.get('/sync/feed', async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    const query = feedQuerySchema.safeParse(request.query)
    if (!query.success) return sendRefusal(reply, 400, 'http/bad-request')
    const { epoch, after, limit } = query.data
    const window = epoch === tail.epoch ? await tail.read(after, limit) : undefined
    reply.header('cache-control', 'no-store').type('application/json')
    if (!window) return reply.status(409).send({ epoch: tail.epoch })
    return reply.send(pageText(window, visibleTo(session, window.items)))
  })

  server.get('/sync/snapshot', async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    return reply
      .header('cache-control', 'no-store')
      .type('application/x-ndjson')
      .send(Readable.from(snapshotLines(database, session)))
  })
}
