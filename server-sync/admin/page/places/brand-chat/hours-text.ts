import type { ChatHours } from '#shared/domain/directory/chat-settings.ts'

type Spans = ChatHours['week']

/** `9:00-12:30, 14:00-18:00` of one day; undefined when it cannot be read. Empty: nobody is there on that day. */
export function readDay(day: number, written: string): Spans | undefined {
  const spans: Spans = []
  for (const part of written.split(/[,;]/)) {
    if (part.trim() === '') continue
    const found = /^\s*(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})\s*$/.exec(part)
    if (!found) return undefined
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number)
    const from = fromHour * 60 + fromMinute
    const to = toHour * 60 + toMinute
    if (fromMinute > 59 || toMinute > 59 || to > 24 * 60 || from >= to) return undefined
    spans.push({ day, from, to })
  }
  return spans
}

export const writeDay = (week: Spans, day: number): string =>
  week
    .filter((span) => span.day === day)
    .map(({ from, to }) => `${clock(from)}-${clock(to)}`)
    .join(', ')

const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

/** Dates as `2026-12-25`; undefined when one is none. */
export function readDates(written: readonly string[]): string[] | undefined {
  const isDate = (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T12:00:00Z`).toISOString().startsWith(text)
  try {
    return written.every(isDate) ? written.toSorted() : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
