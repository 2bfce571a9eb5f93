import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'

/** Replies that this window has asked back and whose words have not returned. Outlives a look at another conversation. */
export const takingBack = new Set<string>()

/**
 * Those asked back that are withdrawn now; each comes once. Not sooner: the words of a reply that went out after all
 * would be sent twice.
 */
export function returnWithdrawn<Entry extends Pick<TimelineEntry, 'id' | 'deliveryState'>>(
  entries: readonly Entry[],
): Entry[] {
  return entries.filter(({ id, deliveryState }) => deliveryState === 'withdrawn' && takingBack.delete(id))
}
