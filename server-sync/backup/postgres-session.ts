import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { toDatabaseFailure } from '../db/database-failure.ts'
import { types } from '../db/postgres/open-postgres.ts'
import { guardTransaction } from '../db/transaction-guard.ts'
import { BackupFailure } from './backup-failure.ts'
import { columnsOf, quoted } from './catalogue.ts'
import { type Session, sameText } from './session.ts'

/** Commits when `work` is done; anything else leaves the database as it was. */
export async function inPostgres<Result>(
  url: string,
  begin: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const client = await connect(url)
  const { db, assertWhole } = guardTransaction({
    run: async (sql, values) => {
      const { rows, rowCount } = await client.query<object>(sql, [...values])
      return { rows, affected: rowCount ?? 0 }
    },
    script: async (sql) => void (await client.query(sql)),
  })
  try {
    await db.script(sameText)
    await db.script(begin)
    const result = await work({ engine: 'postgres', db, ...copies(client) })
    assertWhole()
    await db.script('COMMIT')
    return result
  } finally {
    // Whatever is not committed by now is rolled back by it.
    await client.end().catch(() => undefined)
  }
}

async function connect(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'farline-backup',
      types,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
      connectionTimeoutMillis: 5_000,
    })
    // The statement that runs fails as well, and is heard.
    client.on('error', () => undefined)
    await client.connect()
    return client
  } catch (error) {
    throw new BackupFailure(
      'backup/database-unreachable',
      `PostgreSQL does not answer (${toDatabaseFailure(error).code}): check --database-url and that the database is running.`,
    )
  }
}

function copies(client: pg.Client): Pick<Session, 'copyOut' | 'copyIn'> {
  /** A stream of COPY waits for ever where its connection broke. */
  function endWithConnection(stream: { destroy(error: Error): unknown }): () => void {
    const broken = () => stream.destroy(toDatabaseFailure(undefined))
    client.once('end', broken)
    return () => client.off('end', broken)
  }

  return {
    async *copyOut(table) {
      const stream = client.query(copyTo(`COPY ${quoted(table.name)} (${columnsOf(table)}) TO STDOUT`))
      const done = endWithConnection(stream)
      try {
        for await (const piece of stream) yield piece as Buffer
      } catch (error) {
        throw toDatabaseFailure(error)
      } finally {
        done()
      }
    },
    async copyIn(table, lines) {
      const stream = client.query(copyFrom(`COPY ${quoted(table.name)} (${columnsOf(table)}) FROM STDIN`))
      const done = endWithConnection(stream)
      try {
        await pipeline(Readable.from(lines), stream)
      } catch (error) {
        // What the file had to say about itself comes through here as well.
        throw error instanceof BackupFailure ? error : toDatabaseFailure(error)
      } finally {
        done()
      }
    },
  }
}
