const firstCeilingMs = 500
/** An agent waits behind it: after an outage of minutes, a desk is back five seconds after its server on average. */
const lastCeilingMs = 10_000

/** Full jitter: after a restart of the server its desks come back spread out, not all at once. `tries` counts from 0. */
export function backoffMs(tries: number, random: () => number): number {
  return Math.round(random() * Math.min(lastCeilingMs, firstCeilingMs * 2 ** Math.min(tries, 16)))
}
