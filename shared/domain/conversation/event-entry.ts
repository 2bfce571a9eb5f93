import type { ReduceContext } from '../command.ts'
import { newEntry } from '../message/new-entry.ts'
import { lastNumberAfter, nextNumber } from '../message/timeline-order.ts'
import type { TimelineEntry } from '../message/timeline-entry.ts'
import type { Conversation } from './conversation.ts'

export type ConversationEvent = NonNullable<TimelineEntry['event']>

/** The conversation after a change, and the line in its timeline that tells of it. `said`: in whose own words. */
export function withEvent(
  conversation: Conversation,
  entryId: TimelineEntry['id'],
  event: ConversationEvent,
  context: ReduceContext,
  said = '',
) {
  const number = nextNumber(conversation, context)
  const entry = newEntry(conversation, { id: entryId, kind: 'event', number, event, text: said }, context)
  return [
    {
      collection: 'conversation' as const,
      row: { ...conversation, lastNumber: lastNumberAfter(conversation, number, context) },
    },
    { collection: 'timeline' as const, row: entry },
  ] as const
}
