import { create } from 'zustand'
import { type Instant, systemClock } from '#shared/kit/clock.ts'

const everyMs = 15_000

/** The time of day as the screen shows it: one tick for the whole window. */
export const useNow = create<Instant>(() => systemClock.now())

/** Keeps `useNow` true; also right after the computer slept. */
export function startClock(): void {
  const tick = () => useNow.setState(systemClock.now(), true)
  setInterval(tick, everyMs)
  document.addEventListener('visibilitychange', tick)
}
