import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { type ReduceContext, applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { mayDirect } from '../conversation/shut.ts'
import { heldLess } from './held.ts'
import { withAnswer } from './say.ts'
import type { TimelineEntry } from './timeline-entry.ts'

const args = z.strictObject({ messageId: id('TimelineEntryId'), conversationId: id('ConversationId') })
const reads = (given: z.infer<typeof args>) => [
  { collection: 'conversation' as const, id: given.conversationId },
  { collection: 'timeline' as const, id: given.messageId },
]

/** Take a reply back while it is delayed. The server's clock decides; a desk only foresees, since laptops drift. */
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
    if (message.authorId !== context.actor.id && !mayDirect(context.actor))
      return refused(conversationRefusals.notYourMessage(message.authorId))
    // Asked back before its author knew that it is held: it is not to go out either way.
    if (message.deliveryState === 'held')
      return applied(
        { collection: 'timeline', row: { ...message, deliveryState: 'withdrawn' } },
        { collection: 'conversation', row: { ...conversation, heldCount: heldLess(conversation) } },
      )
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
    const isDue = message.deliveryState === 'delayed' && message.dueAt > 0 && message.dueAt <= context.now
    if (!isDue) return unchanged
    const isLast = conversation.delayedUntilAt <= message.dueAt
    return applied(
      { collection: 'timeline', row: { ...message, deliveryState: 'sent', dueAt: 0, undo: null } },
      ...(isLast ? [{ collection: 'conversation' as const, row: { ...conversation, delayedUntilAt: 0 } }] : []),
    )
  },
})

function canStillBeTakenBack({ deliveryState, dueAt }: TimelineEntry, { now, place }: ReduceContext): boolean {
  if (dueAt === 0) return false
  if (place.at === 'server') return deliveryState === 'delayed' && now < dueAt
  return deliveryState === 'delayed' || deliveryState === 'queued' || deliveryState === 'sending'
}

/** As if it had never been written: whoever waited for this answer waits again, and what waits behind it goes on waiting. */
function without(conversation: Conversation, { undo, createdAt, dueAt, number }: TimelineEntry): Conversation {
  if (!undo) return conversation
  const isNewest = conversation.lastMessageBy === 'agent' && conversation.lastMessageAt === createdAt
  const { lastMessageAt, lastMessageBy, snippet } = isNewest ? undo : conversation
  const waitsNot = conversation.status === 'resolved' || conversation.status === 'spam'
  const waitingSinceAt = waitsNot
    ? conversation.waitingSinceAt
    : Math.min(conversation.waitingSinceAt, undo.waitingSinceAt)
  const delayedUntilAt = conversation.delayedUntilAt === dueAt ? undo.delayedUntilAt : conversation.delayedUntilAt
  const answers = conversation.lastAnswers.filter((answer) => answer.number !== number)
  const lastAnswers = undo.lastAnswers
    .filter(({ agentId }) => !answers.some((answer) => answer.agentId === agentId))
    .reduce(withAnswer, answers)
  return { ...conversation, waitingSinceAt, lastMessageAt, lastMessageBy, snippet, delayedUntilAt, lastAnswers }
}
