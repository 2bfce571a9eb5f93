import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { cleanFileName } from '#shared/domain/file/clean-file-name.ts'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { askAsAgent } from '../server/ask-as-agent.ts'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import type { Tokens } from '../session/tokens.ts'
import { type FileAnswer, fileHeaders, problem } from './file-answer.ts'
import type { CopyInTheMaking, FileCache } from './file-cache.ts'
import { uploadsPath } from './send-upload.ts'

interface Wanted {
  readonly road: Road
  readonly server: ServerAddress
  readonly tokens: Pick<Tokens, 'access' | 'reject'>
  readonly fileId: DraftFile['fileId']
  readonly range: string | undefined
  readonly isHead: boolean
  /** A copy is kept there of what is asked for as a whole. */
  readonly cache: FileCache | null
  readonly signal: AbortSignal
}

/** Of a file also that it is to be saved. That it is no page, whatever is in it, main says by itself. */
const passedHeaders = ['content-type', 'content-length', 'content-range', 'content-disposition'] as const

/** From the server. */
export async function fetchFile({
  road,
  server,
  tokens,
  fileId,
  range,
  isHead,
  cache,
  signal,
}: Wanted): Promise<FileAnswer> {
  const asked = await askAsAgent(road, server, tokens, {
    method: 'GET',
    path: `${uploadsPath}/${fileId}`,
    headers: { 'accept-encoding': 'identity', ...(range !== undefined && { range }) },
    signal,
  })
  if (!asked.ok) {
    return asked.problem === 'ended' ? problem(401, 'session/signed-out') : problem(502, 'sync/server-unreachable')
  }
  const { response } = asked
  const { statusCode = 502 } = response
  if (statusCode !== 200 && statusCode !== 206) {
    response.resume()
    return statusCode === 404 || statusCode === 416
      ? problem(statusCode, statusCode === 404 ? 'file/gone' : 'file/range')
      : problem(502, 'sync/server-unreachable')
  }
  const headers = { ...passed(response), ...fileHeaders }
  if (isHead) {
    response.destroy()
    return { status: statusCode, headers, body: '' }
  }
  const copy = statusCode === 200 && cache ? await cache.make(described(fileId, response)).catch(() => null) : null
  return {
    status: statusCode,
    headers,
    body: copy ? Readable.from(copying(response, copy), { objectMode: false }) : response,
  }
}

function passed(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of passedHeaders) {
    const value = response.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}

function described(fileId: DraftFile['fileId'], { headers }: IncomingMessage) {
  const bytes = Number(headers['content-length'])
  // Of unknown length, or none that a file can have: there is never room for that.
  const isKnown = Number.isSafeInteger(bytes) && bytes > 0 && bytes <= fileMaxBytes
  const mediaType = headers['content-type'] ?? 'application/octet-stream'
  return {
    fileId,
    name: nameIn(headers['content-disposition']),
    bytes: isKnown ? bytes : Number.MAX_SAFE_INTEGER,
    mediaType,
  }
}

function nameIn(disposition: string | undefined): string {
  const whole = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? ''
  try {
    return cleanFileName(decodeURIComponent(whole))
  } catch {
    return cleanFileName(whole) // Not as RFC 8187 has it.
  }
}

/** What comes goes on at once, and is kept beside. A copy that cannot be made keeps nobody from having the file. */
async function* copying(response: IncomingMessage, copy: CopyInTheMaking): AsyncGenerator<Buffer, void, void> {
  let isKeeping = true
  const tryTo = async (work: () => Promise<void>) => {
    if (!isKeeping) return
    await work().catch(async () => {
      isKeeping = false
      await copy.drop()
    })
  }
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      yield chunk
      await tryTo(() => copy.add(chunk))
    }
    if (response.complete) await tryTo(copy.done)
  } finally {
    await copy.drop()
  }
}
