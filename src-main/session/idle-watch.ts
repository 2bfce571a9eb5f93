import type { Clock } from '#shared/kit/clock.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Timers } from '../flow/timers.ts'
import type { Session } from './session.ts'

interface IdleParts {
  readonly session: Pick<Session, 'seat' | 'lock'>
  readonly clock: Clock
  readonly timers: Timers
  /** As the system tells it; null where it does not, and the windows say when somebody is there. */
  idleMs(): number | null
}

export interface IdleWatch {
  active(): void
  /** Nobody has touched this computer for a while. */
  readonly isAway: ReadableValue<boolean>
  stop(): void
}

const lookEveryMs = 15_000
/** So long somebody reads, or listens, without touching anything. */
const usualAwayMinutes = 5

/** Notices that an agent has left their desk, and locks it, each after as long as the organisation says. */
export function createIdleWatch({ session, clock, timers, idleMs }: IdleParts): IdleWatch {
  let activeAt = clock.now()
  const isAway = createObservableValue(false)
  let cancel = timers.after(lookEveryMs, look)
  // Whoever has just opened the desk is there.
  const stopFollowing = session.seat.onChange((seat) => {
    if (seat?.dataKey) activeAt = clock.now()
  })

  function look() {
    cancel = timers.after(lookEveryMs, look)
    // What the windows say counts too: a remote desktop moves nothing that the system sees.
    const sinceActiveMs = Math.max(0, clock.now() - activeAt)
    const forMs = Math.min(idleMs() ?? Number.POSITIVE_INFINITY, sinceActiveMs)
    const seat = session.seat.get()
    const awayAfterMs = (seat?.who.policy.idleAwayMinutes ?? usualAwayMinutes) * 60_000
    showAway(awayAfterMs > 0 && forMs >= awayAfterMs)
    const minutes = seat?.who.policy.idleLockMinutes ?? 0
    if (!seat?.dataKey || minutes === 0) return
    if (forMs >= minutes * 60_000) void session.lock('idle')
  }

  function showAway(isNow: boolean) {
    if (isNow !== isAway.get()) isAway.set(isNow)
  }

  return {
    active() {
      activeAt = clock.now()
      showAway(false)
    },
    isAway,
    stop() {
      cancel()
      stopFollowing()
    },
  }
}
