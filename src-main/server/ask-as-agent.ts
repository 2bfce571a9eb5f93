import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Tokens } from '../session/tokens.ts'
import type { Road } from './road/road.ts'
import type { ServerAddress } from './server-place.ts'

export interface AgentRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'
  /** With its search. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly signal: AbortSignal
}

export type AgentAnswer =
  /** Its body has to be read, or left with `resume` or `destroy`. */
  | { readonly ok: true; readonly response: IncomingMessage }
  | { readonly ok: false; readonly problem: 'ended' | 'unreachable' }

const silenceMs = 30_000

/** Asks the server with the agent's token, which never leaves main; once more where the token was not good any more. */
export async function askAsAgent(
  road: Road,
  server: ServerAddress,
  tokens: Pick<Tokens, 'access' | 'reject'>,
  request: AgentRequest,
): Promise<AgentAnswer> {
  try {
    for (let isRenewed = false; ; isRenewed = true) {
      const access = await tokens.access()
      if (!access.ok) return access
      const response = await send(road, server, request, access.token)
      if (response.statusCode !== 401 || isRenewed) return { ok: true, response }
      response.resume()
      tokens.reject(access.token)
    }
  } catch {
    return { ok: false, problem: 'unreachable' } // Not reached, silent, or called off: whoever asks can only try again.
  }
}

function send(
  road: Road,
  server: ServerAddress,
  { method, path, headers, body, signal }: AgentRequest,
  token: string,
): Promise<IncomingMessage> {
  const request = server.url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sending = request(
      new URL(path, server.url),
      {
        method,
        headers: {
          ...headers,
          ...(body && { 'content-length': body.length }),
          authorization: `Bearer ${token}`,
        },
        signal,
        timeout: silenceMs,
        ...road.through(server),
      },
      resolve,
    )
    sending
      .on('error', reject)
      .on('timeout', () => sending.destroy(new Error('the server is silent')))
      .end(body)
  })
}
