import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { systemClock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrations/migrate.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { policies } from '../policy/policies.ts'
import { rowPolicies } from '../policy/row-security.ts'
import { opened } from './opened.ts'
import { createDatabase, dropDatabase, template, testPostgres } from './test-postgres.ts'

/** One kind of database, for a suite that must hold on each. */
export interface Engine {
  /** A new, migrated, empty database. */
  fresh(): Promise<TestDatabase>
  stop(): Promise<void>
}

export interface TestDatabase {
  readonly database: Database
  /** A second node. On PGlite there is only one. */
  another(): Promise<Database>
  close(): Promise<void>
}

export const engines = [
  { engine: 'PGlite', start: startPglite },
  { engine: 'PostgreSQL', start: startPostgres },
] as const

async function startPglite(): Promise<Engine> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'farline-data-'))
  await cp(await pgliteTemplate(), directory, { recursive: true })
  const database = opened(await openPglite({ dataDirectory: directory, onLost: () => undefined }))
  return {
    async stop() {
      await database.close()
      await rm(directory, { recursive: true, force: true })
    },
    async fresh() {
      await empty(database)
      return {
        database,
        another: () => Promise.reject(new Error('PGlite has one node')),
        close: () => Promise.resolve(),
      }
    },
  }
}

/** Starting PGlite takes a second or more, so one is emptied and used again. */
async function empty(database: Database): Promise<void> {
  await database.transaction(async (db) => {
    const tables = await db.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'feed_head')`,
    )
    // The audit's triggers let nobody empty it.
    await db.script('SET LOCAL session_replication_role = replica')
    // Not TRUNCATE: it makes new files for every table and index, and flushes them.
    await db.script(tables.map(({ name }) => `DELETE FROM ${name}`).join(';'))
    await db.execute('UPDATE feed_head SET epoch = gen_random_uuid()::text, head = 0, floor = 0')
  }, 'owner')
}

/** Making a PGlite database takes seconds, copying one a moment: so one is kept for each text of migrations and policies. */
export async function pgliteTemplate(): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([migrations, rowPolicies(policies)]))
    .digest('hex')
    .slice(0, 16)
  const kept = path.join(os.tmpdir(), `farline-pglite-${key}`)
  if (existsSync(kept)) return kept
  const making = await mkdtemp(path.join(os.tmpdir(), 'farline-making-'))
  const database = opened(await openPglite({ dataDirectory: making, onLost: () => undefined }))
  opened(await migrate(database, migrations, systemClock))
  await database.close()
  await rename(making, kept).catch(async () => {
    // Another test file was first.
    await rm(making, { recursive: true, force: true })
  })
  return kept
}

async function startPostgres(): Promise<Engine> {
  const server = await testPostgres()
  return {
    stop: () => server.stop(),
    async fresh() {
      const name = `farline_${randomUUID().replaceAll('-', '')}`
      const url = await createDatabase(server.url, name, template)
      const open = async () => opened(await openPostgres({ url, poolSize: 20 }))
      const database = await open()
      const others: Database[] = []
      return {
        database,
        async another() {
          const other = await open()
          others.push(other)
          return other
        },
        async close() {
          for (const each of [database, ...others]) await each.close()
          await dropDatabase(server.url, name)
        },
      }
    },
  }
}
