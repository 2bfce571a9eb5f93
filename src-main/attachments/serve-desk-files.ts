import { Readable } from 'node:stream'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { deskFilesPath, pieceBytes } from '#shared/rpc/desk-files.ts'
import { replicaNameOf } from '../session/describe-seat.ts'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import { fetchFile } from './fetch-file.ts'
import { type FileAnswer, answer, problem, sendCopy } from './file-answer.ts'
import type { DeskFilesKeeper, DeskFilesNow } from './keep-desk-files.ts'
import { typeByName } from './type-by-name.ts'

export interface FileRequest {
  readonly method: string
  readonly path: string
  /** With its question mark, or empty. */
  readonly search: string
  readonly range: string | undefined
  /** Read only where it is wanted. */
  readonly body: AsyncIterable<Uint8Array> | null
  readonly signal: AbortSignal
  /** Whose page asks; null where the host knows only one desk. */
  readonly asker: string | null
}

/** What windows ask of one file: see shared/rpc/desk-files.ts. The same in both hosts. */
export interface DeskFileRoute {
  covers(path: string): boolean
  answer(request: FileRequest): Promise<FileAnswer>
}

interface Parts {
  readonly keeper: Pick<DeskFilesKeeper, 'now'>
  readonly road: Road
  address(): ServerAddress | null
}

type Open = Extract<DeskFilesNow, { state: 'open' }>

const idShape = /^[\w-]{1,36}$/

export function createDeskFileRoute({ keeper, road, address }: Parts): DeskFileRoute {
  async function put({ files }: Open, fileId: string, request: FileRequest): Promise<FileAnswer> {
    const offset = new URLSearchParams(request.search).get('offset') ?? ''
    if (!/^\d{1,9}$/.test(offset)) return problem(400, 'http/bad-request')
    const piece = await gather(request.body)
    if (!piece) return problem(413, 'file/too-large')
    const kept = await files.outgoing.keep(fileId, Number(offset), piece)
    if (kept.ok) return answer(200, { kept: kept.kept })
    switch (kept.why) {
      case 'gone':
        return problem(404, 'file/gone')
      case 'not-next':
        return answer(409, { kept: kept.kept })
      case 'too-large':
        return problem(413, 'file/too-large')
      case 'disk':
        return problem(507, kept.kind)
    }
  }

  async function get(now: Open, fileId: string, request: FileRequest): Promise<FileAnswer> {
    const { files, seat, closing } = now
    const signal = AbortSignal.any([request.signal, closing])
    const isHead = request.method === 'HEAD'
    const own = files.outgoing.get(fileId)
    if (own && own.kept === own.record.bytes) {
      const sent = await sendCopy({
        file: { ...own.record, mediaType: typeByName(own.record.name) },
        piece: (index) => files.outgoing.piece(fileId, index),
        range: request.range,
        isHead,
        signal,
      })
      if (sent) return sent
    }
    const copy = files.cache()?.find(fileId)
    if (copy) {
      const piece = async (index: number) => (await files.cache()?.piece(fileId, index)) ?? null
      const sent = await sendCopy({ file: copy, piece, range: request.range, isHead, signal })
      if (sent) return sent
    }
    const server = address()
    if (!server) return problem(502, 'sync/server-unreachable')
    return fetchFile({
      ...{ road, server, tokens: seat.tokens, signal, isHead, range: request.range },
      fileId: fileId as DraftFile['fileId'],
      cache: files.cache(),
    })
  }

  return {
    covers: (path) => path.startsWith(deskFilesPath),
    async answer(request) {
      const fileId = request.path.slice(deskFilesPath.length)
      if (!idShape.test(fileId)) return problem(404, 'file/gone')
      const now = await keeper.now()
      // Nobody reads at a locked desk.
      if (now.state === 'signed-out') return problem(401, 'session/signed-out')
      if (now.state === 'closed') return problem(507, now.problem)
      if (request.asker !== null && request.asker !== replicaNameOf(now.seat.replicaId))
        return problem(401, 'session/signed-out')
      switch (request.method) {
        case 'PUT':
          return put(now, fileId, request)
        case 'GET':
        case 'HEAD':
          return get(now, fileId, request)
        default:
          return problem(405, 'http/bad-request')
      }
    },
  }
}

/** Null: more than one piece. */
async function gather(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of body ?? Readable.from([])) {
    length += part.length
    if (length > pieceBytes) return null
    parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}
