import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../sync/timers.ts'

/** Time that stands still until the test moves it. */
export interface ManualTime {
  readonly clock: Clock
  readonly timers: Timers
  /** Runs what falls due. */
  advance(byMs: number): void
  /** Another clock on the same time that is wrong by this much. */
  skewed(byMs: number): Clock
}

export function createManualTime(startAt = 1_000_000): ManualTime {
  let now = startAt
  const waiting = new Set<{ readonly dueAt: number; readonly run: () => void }>()
  return {
    clock: { now: () => now },
    skewed: (byMs) => ({ now: () => now + byMs }),
    timers: {
      after(delayMs, run) {
        const timer = { dueAt: now + delayMs, run }
        waiting.add(timer)
        return () => void waiting.delete(timer)
      },
    },
    advance(byMs) {
      now += byMs
      for (const timer of [...waiting].filter(({ dueAt }) => dueAt <= now)) {
        waiting.delete(timer)
        timer.run()
      }
    },
  }
}
