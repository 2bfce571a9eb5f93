import type { Event, Schedule } from './schedule.ts'

/**
 * The fewest events that still fail: halves, quarters, … and at last single events are left out as long as what is left
 * fails (delta debugging).
 * @param triesMax bounds the time it takes
 */
export async function shrink(
  schedule: Schedule,
  fails: (candidate: Schedule) => Promise<boolean>,
  triesMax: number,
): Promise<Schedule> {
  let events = schedule.events
  let tries = 0
  const without = (from: number, to: number) => {
    const left = [...events.slice(0, from), ...events.slice(to)]
    const gone = events.slice(from, to).reduce((sum, { after }) => sum + after, 0)
    // Time passes all the same: what was planned meanwhile must not come closer together.
    const next = left[from]
    return next ? [...left.slice(0, from), { ...next, after: next.after + gone }, ...left.slice(from + 1)] : left
  }
  for (let size = events.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < events.length && tries < triesMax; ) {
      const candidate: readonly Event[] = without(from, from + size)
      tries += 1
      if (await fails({ ...schedule, events: candidate })) events = candidate
      else from += size
    }
  }
  return { ...schedule, events }
}
