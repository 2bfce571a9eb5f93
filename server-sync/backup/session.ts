import type { WritableDb } from '../db/database.ts'
import { BackupFailure } from './backup-failure.ts'
import type { Table } from './catalogue.ts'

/** One connection in one transaction, through which whole tables pass. */
export interface Session {
  readonly engine: 'pglite' | 'postgres'
  readonly db: WritableDb
  /** COPY's text format, in pieces of any length. */
  copyOut(table: Table): AsyncIterable<Buffer>
  /** @param lines whole lines in each piece. */
  copyIn(table: Table, lines: AsyncIterable<Buffer>): Promise<void>
}

/** A new one sees what is committed at its beginning, and nothing of what comes after. */
export const snapshotBegin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'

/**
 * Values look the same as text whatever the database is set to. An owner who is no superuser is kept to the policies, and
 * works as the operator, who sees everything.
 */
export const sameText = `
  SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s';
  SET farline.part = 'operator'; SET extra_float_digits = 1; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';
  SET TimeZone = 'UTC'; SET bytea_output = 'hex'; SET client_encoding = 'UTF8'`

/** A backup that lacks something must not look whole: where a policy may hide rows from this user, there is none. */
export async function assertSeesAll(db: WritableDb): Promise<void> {
  const hidden = await db.query<{ table: string }>(
    `SELECT relname::text AS table FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND row_security_active(pg_class.oid)
       AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polcmd = 'r' AND polpermissive
         AND EXISTS (SELECT FROM unnest(polroles) AS role WHERE pg_has_role(role, 'USAGE'))
         AND pg_get_expr(polqual, polrelid) LIKE '%= ''operator''%')
     ORDER BY 1`,
  )
  if (hidden.length === 0) return
  throw new BackupFailure(
    'backup/no-rights',
    `This user of the database may not see all of: ${hidden.map(({ table }) => table).join(', ')}. Give the role that owns the database.`,
  )
}
