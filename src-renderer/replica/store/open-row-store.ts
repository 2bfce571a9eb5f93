import { type Backoff, fullJitter } from '../flow/full-jitter.ts'
import type { Timers } from '../flow/timers.ts'
import type { RowStore } from './row-store.ts'
import { type RowStorage, isOtherSchema, openRxRowStore } from './rx-row-store.ts'

interface Parts {
  readonly timers: Timers
  readonly random: () => number
  onRepair(problem: string, detail: string): void
}

const backoff: Backoff = { firstMs: 500, maxMs: 30_000 }

/**
 * Opens the store, however damaged it is: what cannot be opened is thrown away, since the server has it all and the log has
 * what the server has not. A full disk is waited for.
 */
export async function openRowStore(
  name: string,
  storage: RowStorage,
  { timers, random, onRepair }: Parts,
): Promise<RowStore> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await openRxRowStore(name, storage)
    } catch (failure) {
      const cause = failure instanceof Error ? failure.cause : undefined
      const isOther = cause instanceof Error && isOtherSchema(cause)
      onRepair(
        isOther ? 'replica/schema-changed' : 'replica/store-unreadable',
        cause instanceof Error ? cause.name : '',
      )
      if (!isOther || attempt > 0) await timers.sleep(fullJitter(attempt, backoff, random))
      // Not at the first failure of another kind: another worker may just have been letting go of it.
      if (isOther || attempt > 0) await storage.destroy(name).catch(() => undefined)
    }
  }
}
