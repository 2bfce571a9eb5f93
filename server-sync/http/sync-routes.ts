import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Sessions } from '../auth/sessions.ts'
import type { FeedTail } from '../sync/feed-tail.ts'
import { pageText, visibleTo } from '../sync/page-text.ts'
import { type ReadSnapshotPage, snapshotParts } from '../sync/snapshot.ts'
import type { ServerStore } from '../sync/store/server-store.ts'
import { authenticate } from './authenticate.ts'
import { sendRefusal } from './http-error.ts'

interface Needs {
  readonly store: Pick<ServerStore, 'feedHead' | 'deskLog'>
  readonly readPage: ReadSnapshotPage<Buffer>
  readonly sessions: Sessions
  readonly tail: FeedTail
  /** A desk has seen more of this epoch than the database holds: it was put back without a new epoch. */
  /** In its middle: the desk notices that the end is missing. */
  readonly onSnapshotFailure: (error: unknown) => void
  readonly onDeskAhead: (seenTo: number, head: number) => void
}

const feedQuerySchema = z.strictObject({
  epoch: z.string().min(1).max(36),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
})

export function addSyncRoutes(
  server: FastifyInstance,
  { store, readPage, sessions, tail, onDeskAhead, onSnapshotFailure }: Needs,
): void {
  server.get('/sync/feed', async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    const query = feedQuerySchema.safeParse(request.query)
    if (!query.success) return sendRefusal(reply, 400, 'http/bad-request')
    const { epoch, after, limit } = query.data
    const window = epoch === tail.epoch ? await tail.read(after, limit) : undefined
    reply.type('application/json')
    if (!window && epoch === tail.epoch && after > tail.head) onDeskAhead(after, tail.head)
    if (!window) return reply.status(409).send({ epoch: tail.epoch })
    return reply.send(pageText(window, visibleTo(session, window.items)))
  })

  server.get('/sync/snapshot', async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    return reply
      .type('application/x-ndjson')
      .send(Readable.from(snapshotParts(store, session, readPage)).on('error', onSnapshotFailure))
  })
}
