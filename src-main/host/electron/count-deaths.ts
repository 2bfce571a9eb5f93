import type { Clock } from '#shared/kit/clock.ts'

const minuteMs = 60_000

/** Says, at each death, how many there have been within the last minute. */
export function countDeaths(clock: Clock): () => number {
  let diedAt: readonly number[] = []
  return () => {
    const now = clock.now()
    diedAt = [...diedAt.filter((at) => now - at < minuteMs), now]
    return diedAt.length
  }
}
