import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Started, problem } from '../../start-problem.ts'
import { copyStatement } from '../copy-statement.ts'
import type { Database, SqlValue, Work } from '../database.ts'
import { toDatabaseFailure } from '../database-failure.ts'
import { type Scope, beginUnder, unscoped } from '../scope.ts'
import { openNodeBus } from './open-node-bus.ts'
import { transactionOn } from './transaction-on.ts'
import { waitForLead } from './wait-for-lead.ts'

interface Options {
  readonly url: string
  readonly poolSize?: number
}

/** Desks that take a snapshot at the same time share them. */
const copiesMax = 2

/** int8 as a number: instants, sequences and counters all stay far below 2^53. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(oid, format) as unknown)) as typeof pg.types.getTypeParser,
}

/** Statements of one connection go out without waiting for the answers to those before. */
const pipelined = { pipeline: true } as pg.ClientConfig

export async function openPostgres({ url, poolSize = 10 }: Options): Promise<Started<Database>> {
  const connection: pg.ClientConfig = {
    connectionString: url,
    application_name: 'farline',
    types,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
  }
  const pool = new pg.Pool({ ...connection, ...pipelined, max: poolSize })
  // What is copied comes in many parts, which a pipeline cannot carry.
  const copies = new pg.Pool({ ...connection, max: copiesMax })
  // A connection that breaks while idle is replaced by the pool at the next use.
  for (const each of [pool, copies]) each.on('error', () => undefined)
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    await Promise.all([pool.end(), copies.end()])
    const { code } = toDatabaseFailure(error)
    return problem(
      'server/database-unreachable',
      `PostgreSQL does not answer (${code}): check --database-url and that the database is running.`,
    )
  }
  return { ok: true, value: postgresDatabase(pool, copies, connection) }
}

function postgresDatabase(pool: pg.Pool, copies: pg.Pool, connection: pg.ClientConfig): Database {
  const transaction = async <Result>(work: Work<Result>, scope: Scope = unscoped) => {
    const client = await pool.connect().catch((error: unknown) => Promise.reject(toDatabaseFailure(error)))
    // An error between two statements arrives as an event and would end the process; the next statement fails anyway.
    const ignore = () => undefined
    client.on('error', ignore)
    let isBroken = false
    try {
      return await transactionOn(client, work, scope, { isPipelined: true, onBroken: () => (isBroken = true) })
    } finally {
      client.off('error', ignore)
      client.release(isBroken)
    }
  }

  return {
    engine: 'postgres',
    // Begin, scope, question and commit travel together.
    query: <Row extends object>(sql: string, values: readonly SqlValue[] = [], scope?: Scope) =>
      transaction((db) => db.query<Row>(sql, values), scope),
    transaction,
    lead: (key, signal, scope = unscoped) => waitForLead(connection, key, signal, scope),
    home: async () => {
      // A point-in-time recovery or a failover begins a new timeline; a dump that was loaded has another database.
      const { rows } = await pool.query<{ home: string }>(
        `SELECT concat_ws('/', system_identifier, timeline_id, oid) AS home
         FROM pg_control_system(), pg_control_checkpoint(), pg_database WHERE datname = current_database()`,
      )
      return rows[0]?.home ?? ''
    },
    async copyLines(select, scope = unscoped) {
      const client = await copies.connect().catch((error: unknown) => Promise.reject(toDatabaseFailure(error)))
      const ignore = () => undefined
      client.on('error', ignore)
      let isBroken = true
      try {
        const parts: Buffer[] = []
        await client.query(beginUnder(scope))
        for await (const part of client.query(copyTo(copyStatement(select, 'STDOUT')))) parts.push(part as Buffer)
        await client.query('COMMIT')
        isBroken = false
        return Buffer.concat(parts)
      } catch (error) {
        throw toDatabaseFailure(error)
      } finally {
        client.off('error', ignore)
        client.release(isBroken)
      }
    },
    openBus: (onFailure) => openNodeBus({ ...connection, ...pipelined }, onFailure),
    close: async () => void (await Promise.all([pool.end(), copies.end()])),
  }
}
