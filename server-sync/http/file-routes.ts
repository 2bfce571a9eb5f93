import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Database } from '../db/database.ts'
import type { ContentStore } from '../files/content-store.ts'
import { errorCode } from '../files/error-code.ts'
import type { FileTickets } from '../files/file-tickets.ts'
import { findFile } from '../files/find-file.ts'
import type { UploadLimits } from '../files/upload-limits.ts'
import type { Upload, Uploader, Uploads } from '../files/uploads.ts'
import { actorOfViewer } from '../policy/may-see.ts'
import { authenticate } from './authenticate.ts'
import { sendRefusal } from './http-error.ts'
import type { ProxyRule } from './proxy-rule.ts'
import { sendStoredFile } from './send-stored-file.ts'

interface Needs {
  /** As the part `files`. */
  readonly database: Database
  readonly store: ContentStore
  readonly uploads: Uploads
  readonly tickets: FileTickets
  readonly limits: UploadLimits
  readonly sessions: Sessions
  readonly proxies: ProxyRule
  /** Whose chat a visitor's token is. */
  readonly visitorOf: (token: string) => Promise<Uploader | undefined>
}

type WithId = FastifyRequest<{ Params: { id: string } }>

const version = '1.0.0'
const pieceType = 'application/offset+octet-stream'
/** The visitor's token comes in a header that no browser adds by itself: a page of somebody else's can do nothing with these. */
const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'location, upload-offset, upload-length, upload-expires, tus-resumable, retry-after, farline-refusal',
}

/**
 * Files of customers' messages: sent by the tus protocol 1.0 (creation, expiration, termination), fetched in ranges.
 * `docs/CHAT.md` has it for whoever writes another chat.
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
    // As it comes, never gathered in memory.
    scope.addContentTypeParser(pieceType, (_request, payload, parsed) => parsed(null, payload))
    scope.addHook('onRequest', (_request, reply, next) => {
      reply.headers({ ...crossOrigin, 'cross-origin-resource-policy': 'cross-origin', 'tus-resumable': version })
      next()
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
            'tus-version': version,
            'tus-extension': 'creation,expiration,termination',
            'tus-max-size': String(fileMaxBytes),
            'access-control-allow-methods': 'POST, HEAD, PATCH, DELETE, GET',
            'access-control-allow-headers':
              'authorization, content-type, tus-resumable, upload-length, upload-metadata, upload-offset',
            'access-control-max-age': '86400',
          })
          .send(),
      )

    scope.post('/chat/files', async (request, reply) => {
      const by = await uploaderOf(request)
      if (!by) return sendRefusal(reply, 401, 'auth/signed-out')
      const bytes = countIn(request, 'upload-length')
      const name = nameIn(request)
      if (!speaksTus(request) || bytes === undefined || name === undefined)
        return sendRefusal(reply, 400, 'http/bad-request')
      if (!limits.mayBegin({ address: proxies.addressOf(request.raw), uploaderId: by.id }))
        return sendRefusal(reply, 429, 'file/too-fast', { retryAfterMs: 10_000 })
      const begun = await uploads.begin(by, { bytes, name })
      if (!begun.ok) return sendRefusal(reply, statusOf[begun.kind], begun.kind)
      return stand(reply, begun.upload).status(201).header('location', `/chat/files/${begun.upload.id}`).send()
    })

    scope.head('/chat/files/:id', async (request: WithId, reply) => {
      const by = await uploaderOf(request)
      if (!by) return sendRefusal(reply, 401, 'auth/signed-out')
      const upload = await uploads.find(by, request.params.id)
      if (!upload) return sendRefusal(reply, 404, 'file/gone')
      return stand(reply, upload)
        .status(upload.state === 'refused' ? 410 : 200)
        .header('cache-control', 'no-store')
        .send()
    })

    scope.patch('/chat/files/:id', { bodyLimit: fileMaxBytes }, async (request: WithId, reply) => {
      const by = await uploaderOf(request)
      if (!by) return sendRefusal(reply, 401, 'auth/signed-out')
      const offset = countIn(request, 'upload-offset')
      if (!speaksTus(request) || offset === undefined || request.headers['content-type'] !== pieceType)
        return sendRefusal(reply, 400, 'http/bad-request')
      if (!limits.mayAppend(by.id)) return sendRefusal(reply, 429, 'file/too-fast', { retryAfterMs: 1_000 })
      const appended = await append(by, request.params.id, offset, request.body as Readable)
      if (appended === 'no-room') return sendRefusal(reply, 503, 'file/no-room')
      if (!appended) return sendRefusal(reply, 404, 'file/gone')
      const { upload } = appended
      stand(reply, upload)
      if (!appended.ok && appended.why === 'offset') return sendRefusal(reply, 409, 'file/offset')
      if (!appended.ok) return sendRefusal(reply, 413, 'file/too-large')
      if (upload.refusal !== undefined) return sendRefusal(reply, 415, upload.refusal)
      return reply.status(204).send()
    })

    scope.delete('/chat/files/:id', async (request: WithId, reply) => {
      const by = await uploaderOf(request)
      if (!by) return sendRefusal(reply, 401, 'auth/signed-out')
      const isGone = await uploads.abandon(by, request.params.id)
      return isGone ? reply.status(204).send() : sendRefusal(reply, 404, 'file/gone')
    })

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

  async function append(by: Uploader, id: string, offset: number, source: Readable) {
    try {
      return await uploads.append(by, id, offset, source)
    } catch (error) {
      if (['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '')) return 'no-room'
      throw error
    }
  }

  async function uploaderOf({ headers }: FastifyRequest): Promise<Uploader | undefined> {
    const token = /^Bearer ([\w.-]{1,400})$/.exec(headers.authorization ?? '')?.[1]
    return token === undefined ? undefined : needs.visitorOf(token)
  }
}

const statusOf = { 'file/empty': 400, 'file/too-large': 413, 'file/too-many': 429, 'file/no-room': 503 } as const

/** How the upload stands; where nothing of it was taken, also why, for who asks by HEAD. */
function stand(reply: FastifyReply, { bytes, arrived, expiresAt, refusal }: Upload): FastifyReply {
  reply.headers({ 'upload-offset': String(arrived), 'upload-length': String(bytes) })
  if (expiresAt > 0) reply.header('upload-expires', new Date(expiresAt).toUTCString())
  return refusal === undefined ? reply : reply.header('farline-refusal', refusal)
}

const speaksTus = ({ headers }: FastifyRequest) => headers['tus-resumable'] === version

function countIn({ headers }: FastifyRequest, name: string): number | undefined {
  const given = headers[name]
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : undefined
}

/** `Upload-Metadata: filename <base64 of UTF-8>, …`. What else stands there is not believed, and not looked at. */
function nameIn({ headers }: FastifyRequest): string | undefined {
  const given = headers['upload-metadata']
  if (given === undefined) return ''
  if (typeof given !== 'string' || given.length > 4_096) return undefined
  const pair = given.split(',').map((part) => part.trim().split(' '))
  return Buffer.from(pair.find(([key]) => key === 'filename')?.[1] ?? '', 'base64').toString('utf8')
}
