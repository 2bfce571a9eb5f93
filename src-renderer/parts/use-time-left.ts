import { useCallback, useSyncExternalStore } from 'react'
import { type Instant, systemClock } from '#shared/kit/clock.ts'

const lookEveryMs = 250

/** Milliseconds until `at` by this computer's clock, in whole seconds, rounded up; 0: it has passed. */
export function useTimeLeft(at: Instant): number {
  const subscribe = useCallback(
    (onTick: () => void) => {
      if (secondsUntil(at) === 0) return () => undefined
      const timer = setInterval(() => {
        onTick()
        if (secondsUntil(at) === 0) clearInterval(timer)
      }, lookEveryMs)
      return () => clearInterval(timer)
    },
    [at],
  )
  return useSyncExternalStore(subscribe, () => secondsUntil(at)) * 1000
}

const secondsUntil = (at: Instant) => Math.max(0, Math.ceil((at - systemClock.now()) / 1000))
