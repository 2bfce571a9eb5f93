import { systemClock } from '#shared/kit/clock.ts'
import type { SignInReply } from '#shared/sync/auth-protocol.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { Database } from '../db/database.ts'
import { type ProxyRule, createProxyRule } from '../http/proxy-rule.ts'
import { createLog } from '../log/create-log.ts'
import { startServer } from '../start-server.ts'
import { opened } from './opened.ts'
import { type SocketClient, openSocket } from './socket-client.ts'
import { testDevice } from './test-device.ts'
import { cheapCost, password } from './workplace.ts'

export interface TestServer {
  readonly url: string
  /** Every log line so far. */
  readonly logged: string[]
  /** Every entry of the record so far. */
  audited(): Promise<readonly AuditEntry[]>
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
    identity?: object
  }): Promise<{ line: SocketClient; welcome: ChatWelcome }>
  stop(): Promise<void>
}

export interface ChatWelcome {
  readonly token: string
  readonly brandName: string
  readonly messages: readonly Record<string, unknown>[]
  readonly [field: string]: unknown
}

export const proxiesAt = (...addresses: readonly string[]): ProxyRule => {
  const rule = createProxyRule(addresses)
  if (!rule) throw new Error('not addresses')
  return rule
}
const noProxies = proxiesAt()

type Given = Partial<Parameters<typeof startServer>[0]>

export async function startTestServer(database: Database, given: Given = {}): Promise<TestServer> {
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
      passwordCost: cheapCost,
      proxies: noProxies,
      tls: undefined,
      isSecureOnly: false,
      ...given,
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
    audited: () =>
      database.query<AuditEntry>(
        `SELECT organisation_id AS "organisationId", actor_kind AS "actorKind", actor_id AS "actorId", verb,
           subject_id AS "subjectId", detail::jsonb AS detail FROM audit ORDER BY organisation_id, number`,
      ),
    post,
    get: (path, token) => fetch(`${server.url}${path}`, { headers: bearer(token) }),
    async signIn(agentId, installationId = 'installation-1') {
      const { device } = testDevice(installationId)
      const answer = await post('/auth/sign-in', { email: `${agentId}@example.org`, password, device })
      return (await answer.json()) as SignInReply
    },
    async desk({ accessToken, replicaId }, logId = 'log-1') {
      const line = await openSocket(`${server.url}/sync`, bearer(accessToken))
      line.send({ frame: 'hello', protocol: 1, replicaId, logId })
      return { line, welcome: await line.next('welcome') }
    },
    async chat({
      brandId = 'brand-a',
      token = null,
      language = 'zh-Hans',
      identity,
    }: {
      brandId?: string
      token?: string | null
      language?: string
      identity?: object | undefined
    } = {}) {
      const line = await openSocket(`${server.url}/chat`)
      line.send({
        frame: 'hello',
        brandId,
        token,
        language,
        timeZone: 'Asia/Shanghai',
        ...(identity ? { identity } : {}),
      })
      return { line, welcome: (await line.next('welcome')) as unknown as ChatWelcome }
    },
    stop: () => server.stop(),
  }
}
