import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Database } from '../db/database.ts'
import type { ContentStore } from '../files/content-store.ts'
import type { FileTickets } from '../files/file-tickets.ts'
import { findFile } from '../files/find-file.ts'
import type { Files } from '../files/open-files.ts'
import type { Uploader, Uploads } from '../files/uploads.ts'
import { actorOfViewer } from '../policy/may-see.ts'
import { agentSender } from './agent-sender.ts'
import { authenticate } from './authenticate.ts'
import { sendRefusal } from './http-error.ts'
import type { ProxyRule } from './proxy-rule.ts'
import { sendStoredFile } from './send-stored-file.ts'
import { type Sender, addUploadRoutes, tusVersion } from './upload-routes.ts'

interface Needs {
  /** As the part `files`. */
  readonly database: Database
  readonly store: ContentStore
  readonly uploads: Uploads
  readonly tickets: FileTickets
  readonly limits: Files['limits']
  readonly sessions: Sessions
  readonly proxies: ProxyRule
  /** Whose chat a visitor's token is. */
  readonly visitorOf: (token: string) => Promise<Uploader | undefined>
}

/** The visitor's token comes in a header that no browser adds by itself: a page of somebody else's can do nothing with these. */
const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'location, upload-offset, upload-length, upload-expires, tus-resumable, retry-after, farline-refusal',
}

/**
 * Files that messages carry: sent by the tus protocol 1.0 (creation, expiration, termination), by customers and by agents,
 * and fetched in ranges. `docs/CHAT.md` has it for whoever writes another chat.
 */
export async function addFileRoutes(server: FastifyInstance, needs: Needs): Promise<void> {
  const { database, store, uploads, tickets, limits, sessions, proxies } = needs

  server.get<{ Params: { id: string } }>('/sync/files/:id', { exposeHeadRoute: false }, async (request, reply) => {
    const session = await authenticate(sessions, request.headers)
    if (!session) return sendRefusal(reply, 401, 'auth/signed-out')
    const scope = { actor: actorOfViewer(session), replicaId: session.replicaId }
    const found = await findFile({ query: (sql, values) => database.query(sql, values, scope) }, request.params.id)
    return found ? sendStoredFile(request, reply, store, found) : sendRefusal(reply, 404, 'file/gone')
  })

  await server.register((scope, _options, done) => {
    scope.addHook('onRequest', (_request, reply, next) => {
      reply.header('tus-resumable', tusVersion)
      next()
    })
    addUploadRoutes(scope, {
      path: '/sync/files',
      uploads,
      limits: limits.agent,
      proxies,
      async senderOf({ headers }) {
        const session = await authenticate(sessions, headers)
        return session && agentSender(database, session)
      },
    })
    done()
  })

  await server.register((scope, _options, done) => {
    scope.addHook('onRequest', (_request, reply, next) => {
      reply.headers({ ...crossOrigin, 'cross-origin-resource-policy': 'cross-origin', 'tus-resumable': tusVersion })
      next()
    })
    addUploadRoutes(scope, {
      path: '/chat/files',
      uploads,
      limits: limits.customer,
      proxies,
      senderOf: visitorSenderOf,
    })
    addVisitorRoutes(scope)
    done()
  })

  function addVisitorRoutes(scope: FastifyInstance): void {
    for (const path of ['/chat/files', '/chat/files/:id'])
      scope.options(path, (_request, reply) =>
        reply
          .status(204)
          .headers({
            'tus-version': tusVersion,
            'tus-extension': 'creation,expiration,termination',
            'tus-max-size': String(fileMaxBytes),
            'access-control-allow-methods': 'POST, HEAD, PATCH, DELETE, GET',
            'access-control-allow-headers':
              'authorization, content-type, tus-resumable, upload-length, upload-metadata, upload-offset',
            'access-control-max-age': '86400',
          })
          .send(),
      )

    scope.get<{ Params: { id: string }; Querystring: { ticket?: unknown } }>(
      '/chat/files/:id',
      { exposeHeadRoute: false },
      async (request, reply) => {
        const { ticket } = request.query
        const { id } = request.params
        const found = typeof ticket === 'string' && tickets.isFor(id, ticket) ? await findFile(database, id) : undefined
        return found ? sendStoredFile(request, reply, store, found) : sendRefusal(reply, 404, 'file/gone')
      },
    )
  }

  async function visitorSenderOf({ headers }: FastifyRequest): Promise<Sender | undefined> {
    const token = /^Bearer ([\w.-]{1,400})$/.exec(headers.authorization ?? '')?.[1]
    const by = token === undefined ? undefined : await needs.visitorOf(token)
    return by && { id: by.id, begins: async () => ({ by }), goesOn: async () => by }
  }
}
