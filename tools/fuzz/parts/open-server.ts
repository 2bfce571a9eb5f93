import diagnostics from 'node:diagnostics_channel'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from '../../../server-sync/db/database.ts'
import { type Engine, engines } from '../../../server-sync/testing/engines.ts'
import { type TestServer, startTestServer } from '../../../server-sync/testing/test-server.ts'
import { fillWorkplace, giveCredentials } from '../../../server-sync/testing/workplace.ts'
import { administrationRows } from './administration-rows.ts'
import { foreignRows } from './foreign-rows.ts'
import { type Passes, signInEverybody } from './sign-in-everybody.ts'

export interface Route {
  readonly method: string
  readonly url: string
}

/** As much of Fastify as is needed here; only the server itself depends on it. */
interface Injectable {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void
  inject(request: object): Promise<{ statusCode: number; body: string; headers: Record<string, unknown> }>
}

/** The real server on PGlite, with rows of others beside the ones that those who are signed in may see. */
export interface FuzzServer {
  readonly url: string
  /** Every route that was registered, found by listening. */
  readonly routes: readonly Route[]
  readonly passes: Passes
  inject: Injectable['inject']
  /** What was logged since the last call. */
  drainLog(): string[]
  /** Changes when a row changes that no desk of Ana's may touch: of the second organisation, or of a brand she does not serve. */
  foreignSum(): Promise<string>
  /** Changes when any replicated row of the first two organisations does. */
  rowsSum(): Promise<string>
  /** All from the beginning: whoever was signed out is in again, what was changed is as it was. */
  renew(): Promise<void>
  close(): Promise<void>
}

interface World {
  readonly database: Database
  readonly server: TestServer
  readonly routes: readonly Route[]
  readonly fastify: Injectable
  readonly passes: Passes
}

export async function openServer(): Promise<FuzzServer> {
  const engine = await engines[0].start()
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'farline-fuzz-files-'))
  let world = await openWorld(engine, dataDirectory)
  return {
    get url() {
      return world.server.url
    },
    get routes() {
      return world.routes
    },
    get passes() {
      return world.passes
    },
    inject: (request) => world.fastify.inject(request),
    drainLog: () => world.server.logged.splice(0),
    foreignSum: () =>
      sumOf(world.database, `organisation_id = 'org-2' OR brand_id = 'brand-b'`, ['organisation_id', 'brand_id']),
    rowsSum: () =>
      sumOf(world.database, `organisation_id IN ('org-1', 'org-2')`, ['organisation_id', 'brand_id', 'rev']),
    async renew() {
      await world.server.stop()
      world = await openWorld(engine, dataDirectory)
    },
    async close() {
      await world.server.stop()
      await engine.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

async function openWorld(engine: Engine, dataDirectory: string): Promise<World> {
  const { database } = await engine.fresh()
  await fillWorkplace(database, [...foreignRows, ...administrationRows])
  await giveCredentials(database, 'ana', 'ben', 'ada')
  const listening = await startListening(database, dataDirectory)
  return { ...listening, database, passes: await signInEverybody(listening.server) }
}

/** Fastify tells of each instance when it is made: so the routes are known without a list of them. */
async function startListening(
  database: Database,
  dataDirectory: string,
): Promise<Pick<World, 'server' | 'routes' | 'fastify'>> {
  const routes: Route[] = []
  let fastify: Injectable | undefined
  const onInstance = (message: unknown) => {
    fastify = (message as { fastify: Injectable }).fastify
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push({ method: each, url })
    })
  }
  diagnostics.subscribe('fastify.initialization', onInstance)
  const server = await startTestServer(database, { dataDirectory })
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
