import type { Conversation } from './conversation.ts'

/** What a change of its status may take away from a conversation: kept, so that the change can be taken back. */
export function standingOf(conversation: Conversation): Conversation['before'] {
  const { status, snoozedUntilAt, resolvedAt, waitingSinceAt, unreadCount } = conversation
  return status === 'spam' || status === 'merged'
    ? conversation.before
    : { status, snoozedUntilAt, resolvedAt, waitingSinceAt, unreadCount }
}

/** As it was before somebody changed its status; unchanged when that is not known any more. */
export const asBefore = (conversation: Conversation): Conversation =>
  conversation.before ? { ...conversation, ...conversation.before, before: null } : conversation

/** It is somebody's or nobody's now, and offered to nobody. */
export const withAssignee = (conversation: Conversation, assigneeId: string | null): Conversation => ({
  ...conversation,
  assigneeId,
  handover: null,
  offeredToId: null,
  offerUntilAt: 0,
})

export const withMentioned = (conversation: Conversation, mentionedIds: readonly string[]): Conversation => ({
  ...conversation,
  mentionedIds: [...mentionedIds],
  mentionState: mentionedIds.length > 0 ? 'open' : 'none',
})
