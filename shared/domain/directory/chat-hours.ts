import type { Instant } from '../../kit/clock.ts'
import { type ChatHours, minutesOfDay } from './chat-settings.ts'

const minuteMs = 60_000
/** Longer than any holidays; past that nobody is promised anything. */
const daysAhead = 21

interface LocalTime {
  readonly date: string
  readonly day: number
  readonly minute: number
}

/** Whether somebody is there, by the clocks of the hours' own place. */
export function isOpenAt(hours: ChatHours, at: Instant): boolean {
  const { date, day, minute } = clockOf(hours)(at)
  if (hours.holidays.includes(date)) return false
  return hours.week.some((span) => span.day === day && span.from <= minute && minute < span.to)
}

/** When somebody is there again; undefined when that is not within three weeks. Only to be asked while nobody is. */
export function opensAfter(hours: ChatHours, at: Instant): Instant | undefined {
  const local = clockOf(hours)
  const { minute } = local(at)
  const thisMinute = at - (at % minuteMs)
  for (let ahead = 0; ahead <= daysAhead; ahead++) {
    // Noon of each day is that day in every place, whatever its clocks do at night.
    const noon = thisMinute + (ahead * minutesOfDay + minutesOfDay / 2 - minute) * minuteMs
    const day = local(noon)
    if (hours.holidays.includes(day.date)) continue
    const spans = hours.week.filter((span) => span.day === day.day).toSorted((one, other) => one.from - other.from)
    for (const { from } of spans) {
      const guess = noon + (from - day.minute) * minuteMs
      // Clocks may have changed between that hour and noon, and the guess may lie before midnight.
      const opens = guess + aroundMidnight(from - local(guess).minute) * minuteMs
      if (opens > at) return opens
    }
  }
  return undefined
}

/** The same time of day, by the shorter way. */
function aroundMidnight(minutes: number): number {
  const half = minutesOfDay / 2
  return ((minutes + half + minutesOfDay) % minutesOfDay) - half
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function clockOf({ timeZone }: ChatHours): (at: Instant) => LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      date: `${parts['year']}-${parts['month']}-${parts['day']}`,
      day: weekdays.indexOf(parts['weekday'] ?? ''),
      minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    }
  }
}
