import type { Instant } from '#shared/kit/clock.ts'
import type { FeedItem } from '../sync/feed-window.ts'

/** Inside a JSON string a quotation mark stands behind a backslash, so no customer can write what this finds. */
const dueField = /"(?:snoozedUntilAt|offerUntilAt|dueAt)":(\d+)/g

/** Of a message that nobody waits behind any more. */
const gone = '"deliveryState":"withdrawn"'

/** The earliest instant that rows of the feed ask to be reminded of, on whichever node they were written. */
export function announcedDue(items: readonly FeedItem[]): Instant {
  let earliest = Number.POSITIVE_INFINITY
  for (const { text } of items) {
    if (text.includes(gone)) return 0
    for (const [, digits] of text.matchAll(dueField)) {
      const dueAt = Number(digits)
      if (dueAt > 0) earliest = Math.min(earliest, dueAt)
    }
  }
  return earliest
}
