import type { Instant } from '#shared/kit/clock.ts'

export interface SnoozeChoice {
  id: 'later' | 'tomorrow' | 'monday'
  untilAt: Instant
}

const laterMs = 3 * 60 * 60_000
/** Of the agent's own morning: the computer's time zone. */
const morningHour = 9
const monday = 1

/** What makes sense at this hour: "today" ends at midnight, and on a Sunday tomorrow is Monday already. */
export function snoozeChoices(now: Instant): SnoozeChoice[] {
  const today = new Date(now)
  const laterAt = now + laterMs
  const isLaterToday = new Date(laterAt).getDate() === today.getDate()
  const daysToMonday = (monday - today.getDay() + 7) % 7 || 7
  return [
    ...(isLaterToday ? [{ id: 'later' as const, untilAt: laterAt }] : []),
    { id: 'tomorrow', untilAt: morningAfter(today, 1) },
    ...(daysToMonday > 1 ? [{ id: 'monday' as const, untilAt: morningAfter(today, daysToMonday) }] : []),
  ]
}

/** By the calendar and not by hours: the night between may be the one in which clocks are changed. */
function morningAfter(today: Date, days: number): Instant {
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, morningHour).getTime()
}
