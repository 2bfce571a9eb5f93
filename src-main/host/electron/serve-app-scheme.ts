import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import type { Protocol } from 'electron'
import type { FileAnswer } from '../../attachments/file-answer.ts'
import type { DeskFileRoute } from '../../attachments/serve-desk-files.ts'
import type { SyncAnswer, SyncProxy } from '../../sync/sync-proxy.ts'
import type { DevelopmentPages } from '../development/development-pages.ts'
import { guardHeaders, pageHeaders } from '../page-headers.ts'
import type { RendererFile, RendererFiles } from '../renderer-files.ts'
import { appOrigin, appScheme } from './app-scheme.ts'

export interface DeskParts {
  readonly syncProxy: SyncProxy
  readonly deskFiles: DeskFileRoute
  /** Whose pages these are. */
  readonly room: string
}

/**
 * Answers `app://farline/…`: the built pages, and for a desk's the server's rows for the worker, and files. Nothing else
 * exists there.
 * @param desk null at the door
 */
export function serveAppScheme(
  protocol: Protocol,
  files: RendererFiles,
  desk: DeskParts | null,
  developmentPages: DevelopmentPages | null = null,
): void {
  const bytesOf = rememberScripts()
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url)
    if (`${url.protocol}//${url.host}` !== appOrigin) return notFound()
    if (desk?.deskFiles.covers(url.pathname)) {
      const { deskFiles, room } = desk
      const { method, headers, body, signal } = request
      const range = headers.get('range') ?? undefined
      const asked = { method, path: url.pathname, search: url.search, range, body, signal, asker: room }
      return fileResponse(await deskFiles.answer(asked))
    }
    if (request.method !== 'GET') return notFound()
    if (desk?.syncProxy.covers(url.pathname)) {
      return toResponse(await desk.syncProxy.get(url.pathname, url.search, 'gzip', request.signal))
    }
    if (developmentPages) return developmentPages.get(url.pathname + url.search)
    const found = files.get(url.pathname)
    if (!found) return notFound()
    return new Response(await bytesOf(found), { headers: pageHeaders(found, []) })
  })
}

/**
 * Every window asks for the same few scripts and styles, right when a person waits for it: they are read once, and handed
 * over in one piece, which takes main a tenth of the turns that a stream does.
 */
function rememberScripts(): (file: RendererFile) => Promise<Uint8Array<ArrayBuffer>> {
  const known = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return ({ file, contentType, isImmutable }) => {
    const before = known.get(file)
    if (before) return before
    const read = readFile(file)
    if (isImmutable && /javascript|css/.test(contentType)) {
      known.set(file, read)
      read.catch(() => known.delete(file))
    }
    return read
  }
}

const notFound = () => new Response('There is no such page.', { status: 404, headers: guardHeaders })

function fileResponse({ status, headers, body }: FileAnswer): Response {
  const stream = typeof body === 'string' ? body : (Readable.toWeb(body) as ReadableStream)
  return new Response(stream, { status, headers: { ...guardHeaders, ...headers } })
}

/** Chromium decompresses what comes from the network, not what comes from a scheme of ours. */
function toResponse({ status, headers, body }: SyncAnswer): Response {
  const { 'content-encoding': encoding, 'content-length': _, ...rest } = headers
  const stream = typeof body === 'string' ? body : (Readable.toWeb(decompressed(body, encoding)) as ReadableStream)
  return new Response(stream, { status, headers: { ...guardHeaders, ...rest, 'cache-control': 'no-store' } })
}

function decompressed(body: IncomingMessage, encoding: string | undefined): Readable {
  const stage = encoding === 'gzip' ? createGunzip() : encoding === 'br' ? createBrotliDecompress() : undefined
  if (!stage) return body
  // `pipe` does not hand errors on: without this a cut connection would look like the end of the rows.
  body.on('error', (error) => stage.destroy(error))
  return body.pipe(stage)
}
