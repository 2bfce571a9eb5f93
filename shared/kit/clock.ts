/** Milliseconds since 1970 (UTC). Instants end in `At`; durations carry their unit in the name. */
export type Instant = number

/** The only way to the time of day; tests hand in their own. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }
