import type { Clock } from '#shared/kit/clock.ts'
import type { SimTime } from './sim-time.ts'

export interface MachineClock extends Clock {
  jump(byMs: number): void
}

const startAt = 1_800_000_000_000

/** The time of day at one machine: it runs as time does, from wherever somebody has set it. */
export function createMachineClock(time: SimTime): MachineClock {
  let offset = startAt
  return {
    now: () => Math.floor(time.now()) + offset,
    jump: (byMs) => void (offset = Math.max(startAt / 2, offset + byMs)),
  }
}
