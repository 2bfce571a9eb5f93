import type { NodeBus } from './node-bus.ts'
import type { Scope } from './scope.ts'

/** What may be bound to `$1`, `$2` … JSON goes as text with `::jsonb` in the statement. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[]

declare const canWrite: unique symbol

/** May look. Functions that take this never change anything. */
export interface ReadableDb {
  query<Row extends object>(sql: string, values?: readonly SqlValue[]): Promise<readonly Row[]>
}

/** May change, and exists only inside a transaction. */
export interface WritableDb extends ReadableDb {
  readonly [canWrite]: true
  /** How many rows it touched. */
  execute(sql: string, values?: readonly SqlValue[]): Promise<number>
  /** Several statements at once, without values. */
  script(sql: string): Promise<void>
}

export type Work<Result> = (db: WritableDb) => Promise<Result>

/**
 * The same SQL for PGlite and PostgreSQL. Failures are `DatabaseFailure`s. Everything is asked under a scope; who gives none
 * is the operator (see scope.ts).
 */
export interface Database extends ReadableDb {
  readonly engine: 'pglite' | 'postgres'
  query<Row extends object>(sql: string, values?: readonly SqlValue[], scope?: Scope): Promise<readonly Row[]>
  /** READ COMMITTED. Resolves only when the commit would survive a crash of process and machine. */
  transaction<Result>(work: Work<Result>, scope?: Scope): Promise<Result>
  /**
   * Waits until no other node of this database leads under `key`. Rejects when `signal` aborts or the connection fails.
   * @param scope of the leader's transactions
   */
  lead(key: number, signal: AbortSignal, scope?: Scope): Promise<Leadership>
  /**
   * Where this database lives, as a text that is the same after each restart and another one after it was copied, restored
   * or failed over; empty where that cannot be told.
   */
  home(): Promise<string>
  /**
   * The rows of a query of one text column, each on a line of its own, as they are. One short statement: nobody waits for a
   * slow reader. The text must hold neither line breaks nor the characters U+0001 and U+0002, as JSON does not.
   */
  copyLines(select: string, scope?: Scope): Promise<Buffer>
  /** A way to call out to the other nodes of this database. */
  openBus(onFailure: (error: unknown) => void): NodeBus
  close(): Promise<void>
}

export interface Leadership {
  /** Runs on the very connection that holds the lock: who lost the lock cannot commit. */
  transaction<Result>(work: Work<Result>): Promise<Result>
  release(): Promise<void>
}
