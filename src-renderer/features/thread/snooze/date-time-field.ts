import type { Instant } from '#shared/kit/clock.ts'

/** What a `datetime-local` field holds for an instant: the agent's own wall clock, to the minute. */
export function toDateTimeField(at: Instant): string {
  const date = new Date(at)
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-')
  return `${day}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`
}

/** Undefined while the field is not filled in. */
export function fromDateTimeField(value: string): Instant | undefined {
  const at = new Date(value).getTime()
  return Number.isNaN(at) ? undefined : at
}

const twoDigits = (number: number) => String(number).padStart(2, '0')
