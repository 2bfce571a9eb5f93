import { z } from 'zod'

/** At `passedAt` the replica held, durably, everything up to `deviceSeq`. */
export const passedMarkSchema = z.strictObject({ deviceSeq: z.int().min(1), passedAt: z.int().min(0) })
export type PassedMark = z.infer<typeof passedMarkSchema>

export const dayMs = 86_400_000

/**
 * One mark a day is enough to know what has been passed for so many days: the newest number of the day under the newest
 * time of the day, so that nothing counts as older than it is.
 */
export function markPassed(marks: readonly PassedMark[], deviceSeq: number, now: number): readonly PassedMark[] {
  const newest = marks.at(-1)
  if (deviceSeq <= (newest?.deviceSeq ?? 0)) return marks
  // A clock that was set back must not make anything older than what was passed before it.
  const passedAt = Math.max(now, newest?.passedAt ?? 0)
  const isSameDay = newest && Math.floor(newest.passedAt / dayMs) === Math.floor(passedAt / dayMs)
  return [...(isSameDay ? marks.slice(0, -1) : marks), { deviceSeq, passedAt }]
}

/** After the server was restored: what it has not decided counts as not passed. */
export function forgetMarksAfter(marks: readonly PassedMark[], deviceSeq: number): readonly PassedMark[] {
  const beyond = marks.find((mark) => mark.deviceSeq > deviceSeq)
  if (!beyond) return marks
  const kept = marks.filter((mark) => mark.deviceSeq <= deviceSeq)
  return deviceSeq > (kept.at(-1)?.deviceSeq ?? 0) ? [...kept, { ...beyond, deviceSeq }] : kept
}

/** Number of the newest command that was passed so long ago; 0 when there is none. */
export function passedFor(marks: readonly PassedMark[], keepMs: number, now: number): number {
  return marks.findLast(({ passedAt }) => passedAt + keepMs <= now)?.deviceSeq ?? 0
}
