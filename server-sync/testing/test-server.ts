import { systemClock } from '#shared/kit/clock.ts'
import type { SignInReply } from '#shared/sync/protocol.ts'
import type { Database } from '../db/database.ts'
import type { HttpPatience } from '../http/http-patience.ts'
import { createLog } from '../log/create-log.ts'
import { startServer } from '../start-server.ts'
import { opened } from './engines.ts'
import { type SocketClient, openSocket } from './socket-client.ts'
import { password } from './workplace.ts'

export interface TestServer {
  readonly url: string
  /** Every log line so far. */
  readonly logged: string[]
  post(path: string, body: unknown, token?: string): Promise<Response>
  get(path: string, token?: string): Promise<Response>
  signIn(agentId: string, installationId?: string): Promise<SignInReply>
  /** A desk's line after its welcome. */
  desk(signedIn: SignInReply, logId?: string): Promise<{ line: SocketClient; welcome: Record<string, unknown> }>
  /** A customer's chat after its welcome. */
  chat(given?: {
    brandId?: string
    token?: string
    language?: string
  }): Promise<{ line: SocketClient; welcome: ChatWelcome }>
  stop(): Promise<void>
}

export interface ChatWelcome {
  readonly token: string
  readonly brandName: string
  readonly messages: readonly Record<string, unknown>[]
}

export async function startTestServer(database: Database, patience?: HttpPatience): Promise<TestServer> {
  const logged: string[] = []
  const log = createLog({ write: (line) => void logged.push(line) })
  log.level = 'debug'
  const server = opened(
    await startServer({
      database,
      clock: systemClock,
      log,
      version: '0.0.0-test',
      bind: '127.0.0.1',
      port: 0,
      hasShop: true,
      ...(patience ? { patience } : {}),
    }),
  )
  const bearer = (token?: string): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  const post = (path: string, body: unknown, token?: string) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: JSON.stringify(body),
    })
  return {
    url: server.url,
    logged,
    post,
    get: (path, token) => fetch(`${server.url}${path}`, { headers: bearer(token) }),
    async signIn(agentId, installationId = 'installation-1') {
      const answer = await post('/auth/sign-in', { email: `${agentId}@example.org`, password, installationId })
      return (await answer.json()) as SignInReply
    },
    async desk({ token, replicaId }, logId = 'log-1') {
      const line = await openSocket(`${server.url}/sync`, bearer(token))
      line.send({ frame: 'hello', protocol: 1, replicaId, logId })
      return { line, welcome: await line.next('welcome') }
    },
    async chat({
      brandId = 'brand-a',
      token = null,
      language = 'zh-Hans',
    }: {
      brandId?: string
      token?: string | null
      language?: string
    } = {}) {
      const line = await openSocket(`${server.url}/chat`)
      line.send({ frame: 'hello', brandId, token, language, timeZone: 'Asia/Shanghai' })
      return { line, welcome: (await line.next('welcome')) as unknown as ChatWelcome }
    },
    stop: () => server.stop(),
  }
}
