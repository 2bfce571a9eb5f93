import pg from 'pg'
import type { Leadership } from '../database.ts'
import { toDatabaseFailure } from '../database-failure.ts'
import type { Scope } from '../scope.ts'
import { transactionOn } from './transaction-on.ts'

/**
 * An advisory lock lives as long as its session, so the leader has a connection of its own. Waiting happens inside
 * PostgreSQL: the next one leads within milliseconds after the holder's session ends.
 */
export async function waitForLead(
  connection: pg.ClientConfig,
  key: number,
  signal: AbortSignal,
  scope: Scope,
): Promise<Leadership> {
  const client = new pg.Client({ ...connection, statement_timeout: 0 })
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => undefined)
  client.on('error', (error) => broken.reject(toDatabaseFailure(error)))
  client.on('end', () => broken.reject(toDatabaseFailure(undefined)))
  const abort = () => void client.end().catch(() => undefined)
  try {
    await client.connect()
    // A leader whose machine vanished without a word must not hold the lock for hours.
    await client.query('SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3')
    // Lets a waiting session notice that nobody waits any more. Not every system that PostgreSQL runs on has it.
    await client.query(`SET client_connection_check_interval = '2s'`).catch(() => undefined)
    signal.throwIfAborted()
    signal.addEventListener('abort', abort, { once: true })
    await Promise.race([client.query('SELECT pg_advisory_lock($1)', [key]), broken.promise])
    await client.query(`SET statement_timeout = '15s'`)
  } catch (error) {
    abort()
    throw toDatabaseFailure(error)
  } finally {
    signal.removeEventListener('abort', abort)
  }
  return {
    transaction: (work) =>
      Promise.race([
        transactionOn(client, work, scope, { isPipelined: false, onBroken: () => void client.end() }),
        broken.promise,
      ]),
    release: () => client.end(),
  }
}
