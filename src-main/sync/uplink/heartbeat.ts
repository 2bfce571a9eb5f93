import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../../flow/timers.ts'

export interface Heartbeat {
  /** Anything at all arrived. */
  heard(): void
  stop(): void
}

export const heartbeatIntervalMs = 10_000
export const heartbeatPatienceMs = 5_000

/**
 * Notices a connection that is only half there: the cable is out, the laptop slept, the other side is gone without a
 * word. Pings when nothing was heard for an interval, and gives up when nothing answers.
 */
export function startHeartbeat(
  parts: { readonly clock: Clock; readonly timers: Timers },
  beat: { ping(): void; dead(): void },
): Heartbeat {
  let heardAt = parts.clock.now()
  let cancel = parts.timers.after(heartbeatIntervalMs, check)

  function check() {
    const silentMs = parts.clock.now() - heardAt
    // Far longer than we slept for: the computer was asleep, and the connection is stale with it.
    if (silentMs > 2 * heartbeatIntervalMs) return beat.dead()
    if (silentMs < heartbeatIntervalMs) {
      cancel = parts.timers.after(heartbeatIntervalMs - silentMs, check)
      return
    }
    const pingedAt = parts.clock.now()
    beat.ping()
    cancel = parts.timers.after(heartbeatPatienceMs, () => (heardAt < pingedAt ? beat.dead() : check()))
  }

  return {
    heard: () => void (heardAt = parts.clock.now()),
    stop: () => cancel(),
  }
}
