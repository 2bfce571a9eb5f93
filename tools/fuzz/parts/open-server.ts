import diagnostics from 'node:diagnostics_channel'
import type { Database } from '../../../server-sync/db/database.ts'
import { engines } from '../../../server-sync/testing/engines.ts'
import { type TestServer, startTestServer } from '../../../server-sync/testing/test-server.ts'
import { fillWorkplace, giveCredentials, password } from '../../../server-sync/testing/workplace.ts'
import { secrets } from '../oracle/secrets.ts'
import { foreignRows } from './foreign-rows.ts'

export interface Route {
  readonly method: string
  readonly url: string
}

/** As much of Fastify as is needed here; only the server itself depends on it. */
interface Injectable {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void
  inject(request: object): Promise<{ statusCode: number; body: string; headers: Record<string, unknown> }>
}

/** The real server on PGlite, with rows of others beside the ones that the signed-in agent may see. */
export interface FuzzServer {
  readonly url: string
  readonly database: Database
  /** Every route that was registered, found by listening. */
  readonly routes: readonly Route[]
  inject: Injectable['inject']
  /** A token that is still good, while there are any. */
  token(): string
  /** The token in use was ended. */
  nextToken(): void
  /** What was logged since the last call. */
  drainLog(): string[]
  /** Changes when a row of another organisation, or of a brand not served, does. */
  foreignSum(): Promise<string>
  /** Changes when any replicated row does. */
  rowsSum(): Promise<string>
  close(): Promise<void>
}

const tokenCount = 40

export async function openServer(): Promise<FuzzServer> {
  const engine = await engines[0].start()
  const { database } = await engine.fresh()
  await fillWorkplace(database, foreignRows)
  await giveCredentials(database, 'ana', 'ben')
  const { server, routes, fastify } = await startListening(database)
  const signedIn = []
  for (let index = 0; index < tokenCount; index++) signedIn.push(await server.signIn('ana', `fuzz-${index}`))
  const tokens = signedIn.map(tokenOf)
  secrets.push(password, ...tokens)
  let current = 0
  let read = server.logged.length

  return {
    url: server.url,
    database,
    routes,
    inject: (request) => fastify.inject(request),
    token: () => tokens[current % tokens.length] ?? '',
    nextToken: () => void (current += 1),
    drainLog() {
      const fresh = server.logged.slice(read)
      server.logged.length = 0
      read = 0
      return fresh
    },
    foreignSum: () =>
      sumOf(database, `organisation_id = 'org-2' OR brand_id = 'brand-b'`, ['organisation_id', 'brand_id']),
    rowsSum: () => sumOf(database, 'true', ['organisation_id', 'brand_id', 'rev']),
    async close() {
      await server.stop()
      await engine.stop()
    },
  }
}

/** Whatever the reply calls it. */
function tokenOf(reply: object): string {
  const { token, accessToken } = reply as { token?: string; accessToken?: string }
  const found = accessToken ?? token
  if (found === undefined) throw new Error(`nobody was signed in: ${JSON.stringify(reply).slice(0, 200)}`)
  return found
}

/** Fastify tells of each instance when it is made: so the routes are known without a list of them. */
async function startListening(
  database: Database,
): Promise<{ server: TestServer; routes: Route[]; fastify: Injectable }> {
  const routes: Route[] = []
  let fastify: Injectable | undefined
  const onInstance = (message: unknown) => {
    fastify = (message as { fastify: Injectable }).fastify
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push({ method: each, url })
    })
  }
  diagnostics.subscribe('fastify.initialization', onInstance)
  const server = await startTestServer(database)
  diagnostics.unsubscribe('fastify.initialization', onInstance)
  if (!fastify || routes.length === 0) throw new Error('the server registered no routes')
  return { server, routes, fastify }
}

/** Of every table that has these columns. */
async function sumOf(database: Database, where: string, columns: readonly string[]): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = ANY($1)
     GROUP BY table_name HAVING count(*) = ${columns.length} ORDER BY table_name`,
    [columns],
  )
  const sums = []
  for (const { name } of tables) {
    const [sum] = await database.query<{ sum: string | null }>(
      `SELECT md5(string_agg(each::text, ',' ORDER BY each::text)) AS sum FROM ${name} AS each WHERE ${where}`,
    )
    sums.push(`${name} ${sum?.sum}`)
  }
  return sums.join('\n')
}
