import type pg from 'pg'
import type { Work } from '../database.ts'
import { toDatabaseFailure } from '../database-failure.ts'
import { type Scope, beginUnder } from '../scope.ts'
import { guardTransaction } from '../transaction-guard.ts'

/**
 * @param isPipelined whether the connection takes a statement before it has answered the one before
 * @param onBroken the connection's state is unknown: it must not be used again
 */
export async function transactionOn<Result>(
  client: pg.ClientBase,
  work: Work<Result>,
  scope: Scope,
  { isPipelined, onBroken }: { isPipelined: boolean; onBroken: () => void },
): Promise<Result> {
  const { db, assertWhole } = guardTransaction({
    run: async (sql, values) => {
      const { rows, rowCount } = await client.query<object>(sql, [...values])
      return { rows, affected: rowCount ?? 0 }
    },
    script: async (sql) => void (await client.query(sql)),
  })
  const begun = control(client, beginUnder(scope), onBroken)
  if (!isPipelined) await begun
  let result: Result
  try {
    ;[result] = await Promise.all([work(db), begun])
    assertWhole()
  } catch (error) {
    await client.query('ROLLBACK').catch(onBroken)
    throw error
  }
  await control(client, 'COMMIT', onBroken)
  return result
}

async function control(client: pg.ClientBase, statement: string, onBroken: () => void): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    onBroken()
    throw toDatabaseFailure(error)
  }
}
