import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'

/** States in which a message has left the organisation, or came from outside of it. */
const outside: ReadonlySet<TimelineEntry['deliveryState']> = new Set(['none', 'sent', 'delivered', 'read', 'unknown'])

/** What a customer may read: what they wrote and what went out to them. Notes only when somebody asked for them. */
export function entriesOnPaper(entries: readonly TimelineEntry[], withNotes: boolean): readonly TimelineEntry[] {
  return entries.filter(
    ({ kind, deliveryState }) => (kind === 'message' && outside.has(deliveryState)) || (kind === 'note' && withNotes),
  )
}
