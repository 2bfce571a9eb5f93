import { type SqlValue, type WritableDb } from './database.ts'
import { DatabaseFailure, toDatabaseFailure } from './database-failure.ts'

/** One connection inside a transaction, as each engine offers it. */
export interface Statements {
  run(sql: string, values: readonly SqlValue[]): Promise<{ rows: readonly object[]; affected: number }>
  script(sql: string): Promise<void>
}

/**
 * Hands out the right to write, and remembers a failed statement: PostgreSQL answers COMMIT after one with a silent
 * rollback, so whoever swallowed the error must not be told that the work was kept.
 */
export function guardTransaction(statements: Statements) {
  let failure: DatabaseFailure | undefined
  const noting = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      failure = toDatabaseFailure(error)
      throw failure
    }
  }
  const db = {
    query: async (sql: string, values: readonly SqlValue[] = []) => (await noting(statements.run(sql, values))).rows,
    execute: async (sql: string, values: readonly SqlValue[] = []) =>
      (await noting(statements.run(sql, values))).affected,
    script: (sql: string) => noting(statements.script(sql)),
  } as unknown as WritableDb
  return {
    db,
    assertWhole() {
      if (failure) throw failure
    },
  }
}
