import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { type ReduceContext, applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import type { TimelineEntry } from './timeline-entry.ts'

const args = z.strictObject({ messageId: id('TimelineEntryId'), conversationId: id('ConversationId') })
const reads = (given: z.infer<typeof args>) => [
  { collection: 'conversation' as const, id: given.conversationId },
  { collection: 'timeline' as const, id: given.messageId },
]

/** Take a reply back while it is held. The server's clock decides; a desk only foresees, since laptops drift. */
export const unsendMessage = defineCommand({
  type: 'message.unsend',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    const message = rows.get('timeline', given.messageId)
    if (!conversation || message?.conversationId !== conversation.id || message.deliveryState === 'none')
      return refused(conversationRefusals.notFound())
    if (message.deliveryState === 'withdrawn') return unchanged
    if (!canStillBeTakenBack(message, context)) return refused(conversationRefusals.alreadySent())
    return applied(
      { collection: 'timeline', row: { ...message, deliveryState: 'withdrawn', dueAt: 0, undo: null } },
      { collection: 'conversation', row: without(conversation, message) },
    )
  },
})

/** The time of a message that could be taken back is over: now it goes out. Asked twice, it changes nothing. */
export const releaseMessage = defineCommand({
  type: 'message.release',
  version: 1,
  actors: ['system'],
  args,
  reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    const message = rows.get('timeline', given.messageId)
    if (!conversation || message?.conversationId !== conversation.id) return refused(conversationRefusals.notFound())
    const isDue = message.deliveryState === 'held' && message.dueAt > 0 && message.dueAt <= context.now
    if (!isDue) return unchanged
    const isLastHeld = conversation.heldUntilAt <= message.dueAt
    return applied(
      { collection: 'timeline', row: { ...message, deliveryState: 'sent', dueAt: 0, undo: null } },
      ...(isLastHeld ? [{ collection: 'conversation' as const, row: { ...conversation, heldUntilAt: 0 } }] : []),
    )
  },
})

function canStillBeTakenBack({ deliveryState, dueAt }: TimelineEntry, { now, place }: ReduceContext): boolean {
  if (dueAt === 0) return false
  if (place.at === 'server') return deliveryState === 'held' && now < dueAt
  return deliveryState === 'held' || deliveryState === 'queued' || deliveryState === 'sending'
}

/** As if it had never been written: whoever waited for this answer waits again, and what is held behind it stays held. */
function without(conversation: Conversation, { undo, createdAt, dueAt }: TimelineEntry): Conversation {
  if (!undo) return conversation
  const isNewest = conversation.lastMessageBy === 'agent' && conversation.lastMessageAt === createdAt
  const { lastMessageAt, lastMessageBy, snippet } = isNewest ? undo : conversation
  const waitingSinceAt =
    conversation.status === 'resolved'
      ? conversation.waitingSinceAt
      : Math.min(conversation.waitingSinceAt, undo.waitingSinceAt)
  const heldUntilAt = conversation.heldUntilAt === dueAt ? undo.heldUntilAt : conversation.heldUntilAt
  return { ...conversation, waitingSinceAt, lastMessageAt, lastMessageBy, snippet, heldUntilAt }
}
