import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Road } from './road/road.ts'
import type { ServerAddress } from './server-place.ts'

export interface ServerRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
  readonly token?: string
  readonly timeoutMs?: number
}

export interface ServerAnswer {
  readonly status: number
  /** JSON; undefined when it is none, as from a captive portal. */
  readonly body: unknown
}

const patienceMs = 15_000
const answerMaxBytes = 1024 * 1024

/** One small JSON request. Null: the server was not reached, or not in time. Redirects are not followed. */
export async function requestServer(
  road: Road,
  address: ServerAddress,
  request: ServerRequest,
): Promise<ServerAnswer | null> {
  const body = request.body && JSON.stringify(request.body)
  const headers = {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
  }
  try {
    const response = await send(road, address, request, headers, body)
    return { status: response.statusCode ?? 0, body: parse(await readAll(response)) }
  } catch {
    return null // Not reachable, not in time, not whom we know: whoever asks can only try again.
  }
}

function send(
  road: Road,
  address: ServerAddress,
  { method, path, timeoutMs = patienceMs }: ServerRequest,
  headers: Record<string, string | number>,
  body: string | undefined,
): Promise<IncomingMessage> {
  const request = address.url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    request(new URL(path, address.url), { method, headers, signal, ...road.through(address, true) }, resolve)
      .on('error', reject)
      .end(body)
  })
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > answerMaxBytes) throw new Error('the answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
