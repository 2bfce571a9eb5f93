import type { Database, Work } from '../db/database.ts'
import { isConflict } from '../db/database-failure.ts'

const attemptsMax = 4

/** Runs the work again when another transaction was first. Waiting would gain nothing: the other one has committed. */
export async function transactionWithRetry<Result>(database: Database, work: Work<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(work)
    } catch (error) {
      if (!isConflict(error) || attempt === attemptsMax) throw error
    }
  }
}
