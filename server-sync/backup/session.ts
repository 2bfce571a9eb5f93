import type { WritableDb } from '../db/database.ts'
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
 * Values look the same as text whatever the database is set to. With row security off a policy that would hide rows is an
 * error: a backup that lacks something must not look whole.
 */
export const sameText = `
  SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s';
  SET row_security = off; SET extra_float_digits = 1; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';
  SET TimeZone = 'UTC'; SET bytea_output = 'hex'; SET client_encoding = 'UTF8'`
