const firstMs = 1_000
const longestMs = 30_000

/** Full jitter: anything from nothing to a bound that doubles, so that a shop's visitors do not all come back at once. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1)))
}
