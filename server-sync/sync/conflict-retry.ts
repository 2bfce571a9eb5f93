import { isConflict } from '../db/database-failure.ts'
import type { Scope } from '../db/scope.ts'

interface Transactional<Transaction> {
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>, scope?: Scope): Promise<Result>
}

const attemptsMax = 4

/** Runs the work again when another transaction was first. Waiting would gain nothing: the other one has committed. */
export async function transactionWithRetry<Transaction, Result>(
  store: Transactional<Transaction>,
  work: (transaction: Transaction) => Promise<Result>,
  scope?: Scope,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.transaction(work, scope)
    } catch (error) {
      if (!isConflict(error) || attempt === attemptsMax) throw error
    }
  }
}
