import { type Timers, systemTimers } from './timers.ts'

/** "There is work": raising it twice before somebody looks is one wake-up, and none is missed. */
export interface WakeSignal {
  raise(): void
  /** Resolves at once when it was raised since the last call, else when it is raised or `timeoutMs` have passed. */
  next(timeoutMs: number): Promise<void>
}

export function createWakeSignal(timers: Timers = systemTimers): WakeSignal {
  let isRaised = false
  let wake: (() => void) | undefined
  return {
    raise() {
      isRaised = true
      wake?.()
    },
    async next(timeoutMs) {
      if (!isRaised) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const callOff = timers.after(timeoutMs, resolve)
        wake = resolve
        await promise
        callOff()
        wake = undefined
      }
      isRaised = false
    },
  }
}
