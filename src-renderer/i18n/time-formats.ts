import type { Instant } from '#shared/kit/clock.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How instants are said in a locale. `timeZone` is the agent's own: the computer's. */
export function createTimeFormats(locale: string, timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone }
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...zone })
  const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...zone })
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...zone })
  const dayWithoutZone = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone })
  const clockOfWeek = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...zone,
  })
  const dayKey = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...zone })
  const nearDay = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const unit = (name: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' })
  const seconds = unit('second')
  const minutes = unit('minute')
  const hours = unit('hour')
  const days = unit('day')
  const long = (name: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' })
  const longSeconds = long('second')
  const longMinutes = long('minute')
  const longHours = long('hour')
  const together = new Intl.ListFormat(locale, { type: 'unit', style: 'long' })
  const yearOf = (at: Instant) => dayKey.format(at).slice(0, 4)
  const dayNumber = (at: Instant) => Date.parse(dayKey.format(at)) / dayMs

  return {
    clock: (at: Instant) => clock.format(at),
    full: (at: Instant) => full.format(at),
    date: (at: Instant) => date.format(at),
    /** A day without a time zone, `2026-11-27`: the same day everywhere. */
    calendarDay: (day: string) => dayWithoutZone.format(Date.parse(`${day}T00:00:00Z`)),
    /** `5m`, `3h`, `2d`: the largest unit that fills at least one. Less than a minute is one minute. */
    span(durationMs: number): string {
      if (durationMs < hourMs) return minutes.format(Math.max(1, Math.floor(durationMs / minuteMs)))
      if (durationMs < dayMs) return hours.format(Math.floor(durationMs / hourMs))
      return days.format(Math.floor(durationMs / dayMs))
    },
    /** For lists: a span within the last week, then the day. */
    ago(at: Instant, now: Instant): string {
      if (now - at < 7 * dayMs) return this.span(Math.max(0, now - at))
      return yearOf(at) === yearOf(now) ? dayOfYear.format(at) : date.format(at)
    },
    /** `8s`, for what is over in a moment. */
    seconds: (count: number) => seconds.format(count),
    /** What is left of a wait, never less than it is: `42 seconds`, `1 minute, 5 seconds`, `2 hours, 10 minutes`. */
    left(durationMs: number): string {
      const inSeconds = Math.max(1, Math.ceil(durationMs / 1000))
      if (inSeconds < 60) return longSeconds.format(inSeconds)
      const [large, small, format, smaller] =
        inSeconds < 3600
          ? [Math.floor(inSeconds / 60), inSeconds % 60, longMinutes, longSeconds]
          : [Math.floor(Math.ceil(inSeconds / 60) / 60), Math.ceil(inSeconds / 60) % 60, longHours, longMinutes]
      return small === 0 ? format.format(large) : together.format([format.format(large), smaller.format(small)])
    },
    /** For what is still to come: the clock today, the weekday too within six days, else the date. */
    until(at: Instant, now: Instant): string {
      const distance = dayNumber(at) - dayNumber(now)
      if (distance === 0) return clock.format(at)
      return distance > 0 && distance < 7 ? clockOfWeek.format(at) : full.format(at)
    },
    /** For separators: today, yesterday, else the weekday and date. */
    day(at: Instant, now: Instant): string {
      const distance = dayNumber(at) - dayNumber(now)
      if (distance === 0 || distance === -1) return nearDay.format(distance, 'day')
      return yearOf(at) === yearOf(now) ? weekday.format(at) : date.format(at)
    },
    isSameDay: (one: Instant, other: Instant) => dayNumber(one) === dayNumber(other),
  }
}

export type TimeFormats = ReturnType<typeof createTimeFormats>
