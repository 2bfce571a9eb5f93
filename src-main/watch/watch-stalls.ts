import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../flow/timers.ts'

interface StallParts {
  /** One that stands still while the computer sleeps. */
  readonly clock: Clock
  readonly timers: Timers
  onStall(stalledMs: number): void
}

const lookEveryMs = 1_000
const leastStallMs = 500

/**
 * Says for how long main answered nobody, as soon as it answers again. Nothing more is done about it: ending main could
 * lose a call.
 * @returns what stops it
 */
export function watchStalls({ clock, timers, onStall }: StallParts): () => void {
  let cancel = look()
  return () => cancel()

  function look(): () => void {
    const expectedAt = clock.now() + lookEveryMs
    return timers.after(lookEveryMs, () => {
      const lateMs = Math.round(clock.now() - expectedAt)
      if (lateMs >= leastStallMs) onStall(lateMs)
      cancel = look()
    })
  }
}
