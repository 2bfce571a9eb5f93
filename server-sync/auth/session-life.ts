import type { Instant } from '#shared/kit/clock.ts'

const dayMs = 24 * 3_600_000
/** From the last use on, and from the sign-in on. */
export const idleDaysMax = 30
export const sessionDaysMax = 180
export const accessLastsMs = 10 * 60_000
/** Clocks of two nodes may differ by so much. */
const skewMs = 60_000

export interface LifeTimes {
  readonly endedAt: Instant
  readonly lastUsedAt: Instant
  readonly madeAt: Instant
}

export const isAlive = ({ endedAt, lastUsedAt, madeAt }: LifeTimes, now: Instant) =>
  endedAt === 0 && lastUsedAt > now - idleDaysMax * dayMs && madeAt > now - sessionDaysMax * dayMs

/**
 * A token that lasts longer than tokens do was made before the clock was set back: it is none any more, so that nobody
 * gains time by it. The session itself goes on.
 */
export const isFresh = (expiresAt: Instant, now: Instant) =>
  expiresAt > now && expiresAt <= now + accessLastsMs + skewMs
