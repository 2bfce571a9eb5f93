import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Instant } from '#shared/kit/clock.ts'

export interface TimelineDay {
  startedAt: Instant
  entries: { entry: TimelineEntry; startsGroup: boolean }[]
}

/** Messages of one author closer than this stand together under one name. */
const togetherMs = 5 * 60_000

/** Splits a timeline into days, and tells which messages open a group: a new author, a pause, another kind. */
export function groupEntries(
  entries: readonly TimelineEntry[],
  isSameDay: (one: Instant, other: Instant) => boolean,
): TimelineDay[] {
  const days: TimelineDay[] = []
  let before: TimelineEntry | undefined
  for (const entry of entries) {
    let day = days.at(-1)
    if (!day || !before || !isSameDay(before.createdAt, entry.createdAt)) {
      day = { startedAt: entry.createdAt, entries: [] }
      days.push(day)
      before = undefined
    }
    day.entries.push({ entry, startsGroup: !before || !standTogether(before, entry) })
    before = entry
  }
  return days
}

function standTogether(before: TimelineEntry, entry: TimelineEntry): boolean {
  return (
    before.kind === entry.kind &&
    before.authorKind === entry.authorKind &&
    before.authorId === entry.authorId &&
    entry.createdAt - before.createdAt < togetherMs
  )
}
