export interface Backoff {
  readonly firstMs: number
  readonly maxMs: number
}

/** How long to wait before try `attempt` (0, 1, 2 …): anything up to an exponentially growing bound, so that a crowd spreads out. */
export function fullJitter(attempt: number, { firstMs, maxMs }: Backoff, random: () => number): number {
  return random() * Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 30))
}
