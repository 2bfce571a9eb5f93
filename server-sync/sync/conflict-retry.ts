import { isConflict } from '../db/database-failure.ts'

interface Transactional<Transaction> {
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
}

const attemptsMax = 4

/** Runs the work again when another transaction was first. Waiting would gain nothing: the other one has committed. */
export async function transactionWithRetry<Transaction, Result>(
  store: Transactional<Transaction>,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.transaction(work)
    } catch (error) {
      if (!isConflict(error) || attempt === attemptsMax) throw error
    }
  }
}
