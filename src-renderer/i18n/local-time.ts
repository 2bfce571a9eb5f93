import type { Instant } from '#shared/kit/clock.ts'

export type DayPart = 'night' | 'early' | 'morning' | 'afternoon' | 'evening'

/** What the clock on the customer's wall says, and what that hour means; undefined for a zone that nobody knows. */
export function localTimeOf(
  timeZone: string,
  at: Instant,
  locale: string,
): { clock: string; weekday: string; part: DayPart } | undefined {
  if (!isKnownZone(timeZone)) return undefined
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone })
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(at))
  return { clock: clock.format(at), weekday: weekday.format(at), part: dayPart(hour) }
}

/** Around the world people sleep at night; working hours differ too much to be guessed from an hour. */
function dayPart(hour: number): DayPart {
  if (hour < 6 || hour >= 23) return 'night'
  if (hour < 8) return 'early'
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}

function isKnownZone(timeZone: string): boolean {
  if (timeZone === '') return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
