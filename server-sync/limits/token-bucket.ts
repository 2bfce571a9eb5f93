import type { Clock } from '#shared/kit/clock.ts'

interface Options {
  readonly clock: Clock
  /** How many at once. */
  readonly capacity: number
  /** After how long one more is allowed. */
  readonly refillMs: number
}

/** So-and-so many at once and so many a minute, by key. */
export interface TokenBuckets {
  /** False: too fast. */
  take(key: string): boolean
  /** How long until one is allowed again. */
  waitMs(key: string): number
  /** Gives one back: it turned out not to count. */
  refund(key: string): void
}

interface Bucket {
  tokens: number
  filledAt: number
}

/** More keys than this at once are an attack: full buckets are forgotten, then the oldest. */
const keysMax = 50_000

export function createTokenBuckets({ clock, capacity, refillMs }: Options): TokenBuckets {
  const buckets = new Map<string, Bucket>()

  return {
    take(key) {
      const bucket = filled(key)
      if (bucket.tokens < 1) return false
      bucket.tokens -= 1
      return true
    },
    waitMs: (key) => Math.max(0, Math.ceil((1 - filled(key).tokens) * refillMs)),
    refund(key) {
      const bucket = filled(key)
      bucket.tokens = Math.min(capacity, bucket.tokens + 1)
    },
  }

  function filled(key: string): Bucket {
    const now = clock.now()
    let bucket = buckets.get(key)
    if (!bucket) {
      if (buckets.size >= keysMax) makeRoom(now)
      bucket = { tokens: capacity, filledAt: now }
      buckets.set(key, bucket)
    }
    // A clock that was set back refills nothing and takes nothing.
    const gained = Math.max(0, now - bucket.filledAt) / refillMs
    bucket.tokens = Math.min(capacity, bucket.tokens + gained)
    bucket.filledAt = now
    return bucket
  }

  function makeRoom(now: number): void {
    for (const [key, { tokens, filledAt }] of buckets) {
      if (tokens + (now - filledAt) / refillMs >= capacity) buckets.delete(key)
    }
    for (const key of buckets.keys()) {
      if (buckets.size < keysMax) break
      buckets.delete(key)
    }
  }
}
