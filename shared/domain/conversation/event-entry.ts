import type { ReduceContext } from '../command.ts'
import { lastNumberAfter, nextNumber } from '../message/timeline-order.ts'
import type { TimelineEntry } from '../message/timeline-entry.ts'
import type { Conversation } from './conversation.ts'

/** The conversation after a change, and the line in its timeline that tells of it. */
export function withEvent(
  conversation: Conversation,
  entryId: TimelineEntry['id'],
  event: NonNullable<TimelineEntry['event']>,
  context: ReduceContext,
) {
  const number = nextNumber(conversation, context)
  const entry: TimelineEntry = {
    id: entryId,
    organisationId: conversation.organisationId,
    brandId: conversation.brandId,
    rev: 0,
    conversationId: conversation.id,
    number,
    kind: 'event',
    authorKind: context.actor.kind,
    authorId: context.actor.id,
    text: '',
    language: '',
    event,
    deliveryState: 'none',
    dueAt: 0,
    undo: null,
    createdAt: context.now,
  }
  return [
    {
      collection: 'conversation' as const,
      row: { ...conversation, lastNumber: lastNumberAfter(conversation, number, context) },
    },
    { collection: 'timeline' as const, row: entry },
  ] as const
}
