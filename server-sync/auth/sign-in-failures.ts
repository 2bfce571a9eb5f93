import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'

export interface Tried {
  readonly accountHash: string
  /** A place from which the account has signed in before; empty: anywhere else. */
  readonly placeHash: string
}

/** Wrong tries in a row, kept in the database: they outlive restarts and count on every node. */
export interface SignInFailures {
  /** Counts a try as a wrong one before it is looked at, so that many at once are not looked at all. */
  begin(tried: Tried): Promise<{ readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number }>
  /** It was not wrong after all, and neither proves that the others were right. */
  undo(tried: Tried): Promise<void>
  /** It was right: what came before is forgotten. */
  forget(tried: Tried): Promise<void>
}

export const freeTries = 5
const firstWaitMs = 30_000
const longestWaitMs = 3_600_000
/** After a day of quiet, counting begins anew. */
const rememberedMs = 24 * 3_600_000

export function waitAfter(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - freeTries))
}

export function createSignInFailures(database: Database, clock: Clock): SignInFailures {
  return {
    begin: ({ accountHash, placeHash }) =>
      database.transaction(async (db) => {
        const now = clock.now()
        // Made or locked in one: somebody who comes in at the same moment takes the row away.
        const [kept] = await db.query<{ failures: number; lastFailedAt: number }>(
          `INSERT INTO sign_in_failure AS kept VALUES ($1, $2, 0, $3)
           ON CONFLICT (account_hash, place_hash) DO UPDATE SET failures = kept.failures
           RETURNING failures, last_failed_at AS "lastFailedAt"`,
          [accountHash, placeHash, now],
        )
        const { failures, lastFailedAt } = kept ?? { failures: 0, lastFailedAt: now }
        const counted = now - lastFailedAt > rememberedMs ? 0 : failures
        // A server's clock that was set back neither frees anybody nor makes the wait longer than it is.
        const sinceMs = Math.max(0, now - lastFailedAt)
        const retryAfterMs = waitAfter(counted) - sinceMs
        if (retryAfterMs > 0) {
          if (lastFailedAt > now) await count(failures)
          return { ok: false, retryAfterMs }
        }
        await count(counted + 1)
        await db.execute(
          `DELETE FROM sign_in_failure WHERE (account_hash, place_hash) IN (
             SELECT account_hash, place_hash FROM sign_in_failure WHERE last_failed_at < $1 LIMIT 100 FOR UPDATE SKIP LOCKED)`,
          [now - rememberedMs],
        )
        return { ok: true }

        function count(to: number): Promise<number> {
          return db.execute(
            'UPDATE sign_in_failure SET failures = $3, last_failed_at = $4 WHERE account_hash = $1 AND place_hash = $2',
            [accountHash, placeHash, to, now],
          )
        }
      }),
    undo: ({ accountHash, placeHash }) =>
      database.transaction(async (db) => {
        await db.execute(
          'UPDATE sign_in_failure SET failures = GREATEST(0, failures - 1) WHERE account_hash = $1 AND place_hash = $2',
          [accountHash, placeHash],
        )
      }),
    forget: ({ accountHash, placeHash }) =>
      database.transaction(async (db) => {
        await db.execute('DELETE FROM sign_in_failure WHERE account_hash = $1 AND place_hash = $2', [
          accountHash,
          placeHash,
        ])
      }),
  }
}
