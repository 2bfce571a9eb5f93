import pg from 'pg'
import { systemClock } from '#shared/kit/clock.ts'
import { startEmbeddedPostgres } from '../../tools/postgres/start-embedded-postgres.ts'
import { migrate } from '../db/migrations/migrate.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { opened } from './opened.ts'

/** A PostgreSQL in which each test makes databases of its own. */
export interface TestPostgres {
  /** A connection string of a superuser. */
  readonly url: string
  stop(): Promise<void>
}

/** Migrated and empty, to be copied. */
export const template = 'template_farline'

/** Where the workers of Vitest find the one that `shared-databases.ts` has started for all of them. */
export const addressVariable = 'FARLINE_TEST_POSTGRES'

/** The one of this run of Vitest, or else one of one's own. */
export async function testPostgres(): Promise<TestPostgres> {
  const url = process.env[addressVariable]
  return url === undefined ? startTestPostgres() : { url, stop: () => Promise.resolve() }
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const server = await startEmbeddedPostgres()
  await ask(server.url, `CREATE DATABASE ${template}`)
  const database = opened(await openPostgres({ url: addressOf(server.url, template) }))
  opened(await migrate(database, migrations, systemClock))
  await database.close()
  return server
}

/** @returns its address */
export async function createDatabase(url: string, name: string, from = 'template1'): Promise<string> {
  await ask(url, `CREATE DATABASE ${name} TEMPLATE ${from}`)
  return addressOf(url, name)
}

export const dropDatabase = (url: string, name: string) => ask(url, `DROP DATABASE ${name} WITH (FORCE)`)

async function ask(url: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(sql)
  } finally {
    await admin.end()
  }
}

export function addressOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
