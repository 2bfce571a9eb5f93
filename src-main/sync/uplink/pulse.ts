import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../../flow/timers.ts'

export const pulseMs = 2_500
/** Later than this: the computer slept, stood still, or its clock was set. What was known of the network is stale. */
const lateMs = 10_000

/**
 * Beats for as long as a desk is open. Timers do not run while a computer sleeps and go on afterwards as if nothing had been;
 * the time of day shows it.
 */
export function startPulse(
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
  on: { beat(elapsedMs: number): void; jump(): void },
): () => void {
  let before = clock.now()
  let cancel = timers.after(pulseMs, beat)

  function beat() {
    const now = clock.now()
    const elapsedMs = now - before
    before = now
    cancel = timers.after(pulseMs, beat)
    if (elapsedMs < 0 || elapsedMs > pulseMs + lateMs) on.jump()
    else on.beat(elapsedMs)
  }

  return () => cancel()
}
