import type { Clock } from '#shared/kit/clock.ts'
import type { After } from '../timers.ts'

export interface ManualTime {
  readonly clock: Clock
  readonly after: After
  /** Runs what falls due on the way, in order. */
  pass(ms: number): void
}

/** A clock and timers whose hands only the test turns. */
export function createManualTime(startAt = 1_700_000_000_000): ManualTime {
  let now = startAt
  let timers: { at: number; run: () => void }[] = []
  return {
    clock: { now: () => now },
    after(delayMs, run) {
      const timer = { at: now + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass(ms) {
      const until = now + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((other) => other !== next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = until
    },
  }
}
