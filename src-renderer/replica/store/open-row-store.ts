import { type Backoff, fullJitter } from '../flow/full-jitter.ts'
import type { Timers } from '../flow/timers.ts'
import type { Reports } from '../replica.ts'
import type { RowStore } from './row-store.ts'
import { type RowStorage, openRxRowStore } from './rx-row-store.ts'

interface Parts {
  readonly timers: Timers
  readonly random: () => number
  readonly reports: Reports
}

const backoff: Backoff = { firstMs: 500, maxMs: 30_000 }

/**
 * Opens the store, however damaged it is: what cannot be opened is thrown away, since the server has it all and the log has
 * what the server has not. A full disk is waited for.
 */
export async function openRowStore(
  name: string,
  storage: RowStorage,
  { timers, random, reports }: Parts,
): Promise<RowStore> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await openRxRowStore(name, storage)
    } catch (failure) {
      const cause = failure instanceof Error ? failure.cause : undefined
      reports.problem('replica/store-unreadable', cause instanceof Error ? cause.name : '')
      await timers.sleep(fullJitter(attempt, backoff, random))
      // Not at the first failure: another worker may just have been letting go of it.
      if (attempt > 0) await storage.destroy(name).catch(() => undefined)
    }
  }
}
