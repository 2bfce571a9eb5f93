import type { Clock, Instant } from '#shared/kit/clock.ts'
import { fileSize } from '#shared/words/file-size.ts'
import type { ChatLanguage } from '#shared/words/chat-languages.ts'

export interface Formats {
  time(at: Instant): string
  /** The calendar day itself, to compare. */
  dayKey(at: Instant): string
  /** "Today", "Yesterday", then the date. */
  day(at: Instant): string
  count(value: number): string
  /** "1.4 MB": a thousand bytes are a kilobyte. */
  size(bytes: number): string
  /** "Monday, 09:00" */
  dayAndTime(at: Instant): string
  /** "5 minutes": how long something takes, in whole minutes. */
  about(ms: number): string
}

const dayMs = 86_400_000

/** Dates and numbers as people who read this language write them, in the visitor's own time zone. */
export function createFormats(language: ChatLanguage, clock: Clock): Formats {
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
  const thisYear = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
  const anyYear = new Intl.DateTimeFormat(language, { dateStyle: 'long' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const dayAndTime = new Intl.DateTimeFormat(language, { weekday: 'long', hour: 'numeric', minute: '2-digit' })
  const minutes = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' })
  const numbers = new Intl.NumberFormat(language)

  const midnight = (at: Instant) => new Date(at).setHours(0, 0, 0, 0)
  const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1)

  return {
    time: (at) => time.format(at),
    dayKey: (at) => String(midnight(at)),
    day(at) {
      // Rounded: a day of the clock change has 23 or 25 hours.
      const daysAgo = Math.round((midnight(clock.now()) - midnight(at)) / dayMs)
      if (daysAgo === 0 || daysAgo === 1) return capitalised(relative.format(-daysAgo, 'day'))
      const isThisYear = new Date(at).getFullYear() === new Date(clock.now()).getFullYear()
      return (isThisYear ? thisYear : anyYear).format(at)
    },
    count: (value) => numbers.format(value),
    size: (bytes) => fileSize(bytes, language),
    dayAndTime: (at) => dayAndTime.format(at),
    about: (ms) => minutes.format(Math.max(1, Math.ceil(ms / 60_000))),
  }
}
