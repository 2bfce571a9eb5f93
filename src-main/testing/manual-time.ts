import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../flow/timers.ts'

/** Time that stands still until the test moves it. */
export interface ManualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Runs what falls due, in order. */
  advance(byMs: number): void
  /** As a laptop does with its lid closed: the clock moves on, and timers run late, all at once. */
  sleep(forMs: number): void
}

export function createManualTime(startAt = 1_800_000_000_000): ManualTime {
  let now = startAt
  let timers: { dueAt: number; run: () => void }[] = []

  function runDue(until: number, moves: boolean) {
    for (;;) {
      const next = timers.filter(({ dueAt }) => dueAt <= until).toSorted((a, b) => a.dueAt - b.dueAt)[0]
      if (!next) break
      timers = timers.filter((timer) => timer !== next)
      if (moves) now = Math.max(now, next.dueAt)
      next.run()
    }
    now = until
  }

  return {
    clock: { now: () => now },
    timers: {
      after(delayMs, run) {
        const timer = { dueAt: now + delayMs, run }
        timers.push(timer)
        return () => void (timers = timers.filter((other) => other !== timer))
      },
    },
    advance: (byMs) => runDue(now + byMs, true),
    sleep(forMs) {
      now += forMs
      runDue(now, false)
    },
  }
}
