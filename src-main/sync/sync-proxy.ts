import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
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
const silenceMs = 30_000

/** Fetches for the worker with the agent's token, which never leaves main. */
export function createSyncProxy(serverUrl: string, session: Session): SyncProxy {
  const request = serverUrl.startsWith('https:') ? requestHttps : requestHttp
  return {
    covers: (path) => paths.has(path),
    async get(path, search, acceptEncoding, signal) {
      const signedIn = session.signedIn.get()
      if (!signedIn) return problem(401, 'session/signed-out')
      try {
        const headers = { authorization: `Bearer ${signedIn.token}`, 'accept-encoding': acceptEncoding }
        const response = await new Promise<IncomingMessage>((resolve, reject) => {
          request(new URL(path + search, serverUrl), { headers, signal, timeout: silenceMs }, resolve)
            .on('error', reject)
            .on('timeout', () => reject(new Error('the server is silent')))
            .end()
        })
        if (response.statusCode === 401) {
          response.resume()
          await session.end('session/ended-by-server')
          return problem(401, 'session/signed-out')
        }
        return { status: response.statusCode ?? 502, headers: pick(response), body: response }
      } catch {
        return problem(502, 'sync/server-unreachable')
      }
    },
  }
}

function problem(status: number, kind: string): SyncAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind }) }
}

function pick(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of passedHeaders) {
    const value = response.headers[name]
    if (value !== undefined) headers[name] = value
  }
  return headers
}
