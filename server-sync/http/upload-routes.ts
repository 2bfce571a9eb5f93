import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { errorCode } from '../files/error-code.ts'
import type { UploadLimits } from '../files/upload-limits.ts'
import type { Upload, Uploader, Uploads } from '../files/uploads.ts'
import { sendRefusal } from './http-error.ts'
import type { ProxyRule } from './proxy-rule.ts'

/** `Upload-Metadata`, decoded. */
type UploadMetadata = ReadonlyMap<string, string>

/** Whoever sends files by one door: a visitor by the chat's, an agent by the desk's. */
export interface Sender {
  readonly id: string
  /** As whom they begin an upload, and of which id where they choose it. */
  begins(metadata: UploadMetadata): Promise<Beginning | 'malformed' | 'not-theirs'>
  /** As whom they go on with one. `undefined`: it is nothing that they could see. */
  goesOn(uploadId: string): Promise<Uploader | undefined>
}

interface Beginning {
  readonly by: Uploader
  readonly id?: string
}

interface Needs {
  readonly path: '/chat/files' | '/sync/files'
  readonly uploads: Uploads
  readonly limits: UploadLimits
  readonly proxies: ProxyRule
  /** `undefined`: signed out. */
  readonly senderOf: (request: FastifyRequest) => Promise<Sender | undefined>
}

type WithId = FastifyRequest<{ Params: { id: string } }>

export const tusVersion = '1.0.0'
const pieceType = 'application/offset+octet-stream'

/** The tus protocol 1.0 (creation, expiration, termination), the same for everybody who sends. */
export function addUploadRoutes(scope: FastifyInstance, needs: Needs): void {
  const { path, uploads, limits, proxies, senderOf } = needs
  // As it comes, never gathered in memory.
  scope.addContentTypeParser(pieceType, (_request, payload, parsed) => parsed(null, payload))

  scope.post(path, async (request, reply) => {
    const sender = await senderOf(request)
    if (!sender) return sendRefusal(reply, 401, 'auth/signed-out')
    const bytes = countIn(request, 'upload-length')
    const metadata = metadataIn(request)
    if (!speaksTus(request) || bytes === undefined || metadata === undefined)
      return sendRefusal(reply, 400, 'http/bad-request')
    const beginning = await sender.begins(metadata)
    if (beginning === 'malformed') return sendRefusal(reply, 400, 'http/bad-request')
    if (beginning === 'not-theirs') return sendRefusal(reply, 404, 'file/gone')
    if (!limits.mayBegin({ address: proxies.addressOf(request.raw), uploaderId: sender.id }))
      return sendRefusal(reply, 429, 'file/too-fast', { retryAfterMs: 10_000 })
    const begun = await uploads.begin(beginning.by, { bytes, name: metadata.get('filename') ?? '', id: beginning.id })
    if (!begun.ok) return sendRefusal(reply, statusOf[begun.kind], begun.kind)
    const { upload } = begun
    stand(reply, upload).header('location', `${path}/${upload.id}`)
    return upload.refusal === undefined ? reply.status(201).send() : sendRefusal(reply, 415, upload.refusal)
  })

  scope.head(`${path}/:id`, async (request: WithId, reply) => {
    const sender = await senderOf(request)
    if (!sender) return sendRefusal(reply, 401, 'auth/signed-out')
    const by = await sender.goesOn(request.params.id)
    const upload = by && (await uploads.find(by, request.params.id))
    if (!upload) return sendRefusal(reply, 404, 'file/gone')
    return stand(reply, upload)
      .status(upload.state === 'refused' ? 410 : 200)
      .header('cache-control', 'no-store')
      .send()
  })

  scope.patch(`${path}/:id`, { bodyLimit: fileMaxBytes }, async (request: WithId, reply) => {
    const sender = await senderOf(request)
    if (!sender) return sendRefusal(reply, 401, 'auth/signed-out')
    const offset = countIn(request, 'upload-offset')
    if (!speaksTus(request) || offset === undefined || request.headers['content-type'] !== pieceType)
      return sendRefusal(reply, 400, 'http/bad-request')
    if (!limits.mayAppend(sender.id)) return sendRefusal(reply, 429, 'file/too-fast', { retryAfterMs: 1_000 })
    const by = await sender.goesOn(request.params.id)
    const appended = by && (await append(by, request.params.id, offset, request.body as Readable))
    if (appended === 'no-room') return sendRefusal(reply, 503, 'file/no-room')
    if (!appended) return sendRefusal(reply, 404, 'file/gone')
    const { upload } = appended
    stand(reply, upload)
    if (!appended.ok && appended.why === 'offset') return sendRefusal(reply, 409, 'file/offset')
    if (!appended.ok) return sendRefusal(reply, 413, 'file/too-large')
    if (upload.refusal !== undefined) return sendRefusal(reply, 415, upload.refusal)
    return reply.status(204).send()
  })

  scope.delete(`${path}/:id`, async (request: WithId, reply) => {
    const sender = await senderOf(request)
    if (!sender) return sendRefusal(reply, 401, 'auth/signed-out')
    const by = await sender.goesOn(request.params.id)
    const isGone = by !== undefined && (await uploads.abandon(by, request.params.id))
    return isGone ? reply.status(204).send() : sendRefusal(reply, 404, 'file/gone')
  })

  async function append(by: Uploader, id: string, offset: number, source: Readable) {
    try {
      return await uploads.append(by, id, offset, source)
    } catch (error) {
      if (['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '')) return 'no-room'
      throw error
    }
  }
}

const statusOf = {
  'file/empty': 400,
  'file/too-large': 413,
  'file/too-many': 429,
  'file/no-room': 503,
  'file/gone': 404,
} as const

/** How the upload stands; where nothing of it was taken, also why, for who asks by HEAD. */
function stand(reply: FastifyReply, { bytes, arrived, expiresAt, refusal }: Upload): FastifyReply {
  reply.headers({ 'upload-offset': String(arrived), 'upload-length': String(bytes) })
  if (expiresAt > 0) reply.header('upload-expires', new Date(expiresAt).toUTCString())
  return refusal === undefined ? reply : reply.header('farline-refusal', refusal)
}

const speaksTus = ({ headers }: FastifyRequest) => headers['tus-resumable'] === tusVersion

function countIn({ headers }: FastifyRequest, name: string): number | undefined {
  const given = headers[name]
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : undefined
}

/** `Upload-Metadata: filename <base64 of UTF-8>, …`. A type that is declared there is not believed, and not looked at. */
function metadataIn({ headers }: FastifyRequest): UploadMetadata | undefined {
  const given = headers['upload-metadata']
  if (given === undefined) return new Map()
  if (typeof given !== 'string' || given.length > 4_096) return undefined
  const pairs = given.split(',').map((part) => part.trim().split(' '))
  return new Map(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]))
}
