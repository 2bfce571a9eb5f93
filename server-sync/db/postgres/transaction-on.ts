import type pg from 'pg'
import type { Work } from '../database.ts'
import { toDatabaseFailure } from '../database-failure.ts'
import { createMutex } from '../mutex.ts'
import { guardTransaction } from '../transaction-guard.ts'

/** @param onBroken the connection's state is unknown: it must not be used again. */
export async function transactionOn<Result>(
  client: pg.ClientBase,
  work: Work<Result>,
  onBroken: () => void,
): Promise<Result> {
  // node-postgres wants to be asked one thing at a time; whoever has work to do need not.
  const inTurn = createMutex()
  const { db, assertWhole } = guardTransaction({
    run: async (sql, values) => {
      const { rows, rowCount } = await inTurn(() => client.query<object>(sql, [...values]))
      return { rows, affected: rowCount ?? 0 }
    },
    script: async (sql) => void (await inTurn(() => client.query(sql))),
  })
  await control(client, 'BEGIN', onBroken)
  let result: Result
  try {
    result = await work(db)
    assertWhole()
  } catch (error) {
    await inTurn(() => client.query('ROLLBACK')).catch(onBroken)
    throw error
  }
  await control(client, 'COMMIT', onBroken)
  return result
}

async function control(client: pg.ClientBase, statement: 'BEGIN' | 'COMMIT', onBroken: () => void): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    onBroken()
    throw toDatabaseFailure(error)
  }
}
