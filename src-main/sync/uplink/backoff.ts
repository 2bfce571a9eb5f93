const firstCeilingMs = 500
const lastCeilingMs = 30_000

/** Full jitter: after a restart of the server its desks come back spread out, not all at once. `tries` counts from 0. */
export function backoffMs(tries: number, random: () => number): number {
  return Math.round(random() * Math.min(lastCeilingMs, firstCeilingMs * 2 ** Math.min(tries, 16)))
}
