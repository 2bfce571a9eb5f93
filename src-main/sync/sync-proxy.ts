import type { IncomingMessage } from 'node:http'
import { askAsAgent } from '../server/ask-as-agent.ts'
import type { Road } from '../server/road/road.ts'
import type { ServerAddress } from '../server/server-place.ts'
import type { Session } from '../session/session.ts'

/** An answer of the server's on its way to the replica worker, as it came over the wire: perhaps compressed. */
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
const passedHeaders = ['content-type', 'content-encoding', 'content-length'] as const

/** Fetches for the worker with the agent's token, which never leaves main. */
export function createSyncProxy(
  address: () => ServerAddress | null,
  session: Pick<Session, 'seat'>,
  road: Road,
): SyncProxy {
  return {
    covers: (path) => paths.has(path),
    async get(path, search, acceptEncoding, signal) {
      const seat = session.seat.get()
      const server = address()
      // Nobody reads at a locked desk.
      if (!seat?.dataKey || !server) return ended
      const headers = { 'accept-encoding': acceptEncoding }
      const answer = await askAsAgent(road, server, seat.tokens, {
        method: 'GET',
        path: path + search,
        headers,
        signal,
      })
      if (answer.ok) return passOn(answer.response)
      return answer.problem === 'ended' ? ended : unreachable
    },
  }
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
