import type { ReduceContext } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { TimelineEntry } from './timeline-entry.ts'

type Own = 'id' | 'kind' | 'number'

/** A line of a conversation's timeline, by whoever acts; what is not given is empty. */
export const newEntry = (
  { id: conversationId, organisationId, brandId }: Pick<Conversation, 'id' | 'organisationId' | 'brandId'>,
  given: Pick<TimelineEntry, Own> & Partial<TimelineEntry>,
  { actor, now }: ReduceContext,
): TimelineEntry => ({
  organisationId,
  brandId,
  rev: 0,
  conversationId,
  authorKind: actor.kind,
  authorId: actor.id,
  text: '',
  language: '',
  attachments: [],
  event: null,
  mentions: [],
  deliveryState: 'none',
  dueAt: 0,
  undo: null,
  collidedWith: null,
  createdAt: now,
  ...given,
})
