import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import type { Session } from '../session/session.ts'

/** An answer of the server's on its way to the replica worker or a window, as it came over the wire: perhaps compressed. */
export interface SyncAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: IncomingMessage | string
}

export interface SyncProxy {
  /** Only these can be asked for; anything else is 404. */
  covers(path: string): boolean
  /** @param search with its question mark, or empty */
  get(path: string, search: string, acceptEncoding: string, signal: AbortSignal): Promise<SyncAnswer>
}

const paths = new Set(['/sync/snapshot', '/sync/feed'])
/** The bytes of one attachment. */
const filePath = /^\/sync\/files\/[\w-]{1,36}$/
/** Of a file also that it is to be saved, and that it is no page, whatever is in it. */
const passedHeaders = [
  'content-type',
  'content-encoding',
  'content-length',
  'content-disposition',
  'content-security-policy',
] as const
const silenceMs = 30_000

/** Fetches for the worker, and attachments for the windows, with the agent's token, which never leaves main. */
export function createSyncProxy(
  address: () => ServerAddress | null,
  session: Pick<Session, 'seat'>,
  road: Road,
): SyncProxy {
  return {
    covers: (path) => paths.has(path) || filePath.test(path),
    async get(path, search, acceptEncoding, signal) {
      const seat = session.seat.get()
      const server = address()
      // Nobody reads at a locked desk.
      if (!seat?.dataKey || !server) return ended
      const ask = async (token: string) => {
        const headers = { authorization: `Bearer ${token}`, 'accept-encoding': acceptEncoding }
        return fetchFrom(road, server, path + search, headers, signal)
      }
      try {
        const access = await seat.tokens.access()
        if (!access.ok) return access.problem === 'ended' ? ended : unreachable
        const response = await ask(access.token)
        if (response.statusCode !== 401) return passOn(response)
        response.resume()
        seat.tokens.reject(access.token)
        const renewed = await seat.tokens.access()
        if (!renewed.ok) return renewed.problem === 'ended' ? ended : unreachable
        return passOn(await ask(renewed.token))
      } catch {
        return unreachable
      }
    },
  }
}

function fetchFrom(
  road: Road,
  server: ServerAddress,
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
) {
  const request = server.url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(path, server.url), { headers, signal, timeout: silenceMs, ...road.through(server) }, resolve)
      .on('error', reject)
      .on('timeout', () => reject(new Error('the server is silent')))
      .end()
  })
}

const passOn = (response: IncomingMessage): SyncAnswer => ({
  status: response.statusCode ?? 502,
  headers: pick(response),
  body: response,
})

const ended = problem(401, 'session/signed-out')
const unreachable = problem(502, 'sync/server-unreachable')

function problem(status: number, kind: string): SyncAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind }) }
}

function pick(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of passedHeaders) {
    const value = response.headers[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}
