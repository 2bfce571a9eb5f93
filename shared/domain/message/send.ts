import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { id, instant, languageTag, text } from '../../schema/fields.ts'
import { type ReduceContext, applied, defineCommand, refused, unchanged } from '../command.ts'
import { type Conversation, notWaiting } from '../conversation/conversation.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { snippetOf } from './snippet.ts'
import { type DeliveryState, type TimelineEntry, messageMaxLength } from './timeline-entry.ts'
import { lastNumberAfter, nextNumber } from './timeline-order.ts'

/** Longest time for which a reply can be held back for second thoughts. */
export const undoMaxMs = 30_000

/** An agent answers the customer. Whoever answers an unassigned conversation takes it. */
export const sendMessage = defineCommand({
  type: 'message.send',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({
    messageId: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    text: text(messageMaxLength).min(1),
    language: languageTag(),
    /** For how long, from the server's decision on, it can be taken back with `message.unsend`. Missing: it goes out at once. */
    undoMs: z.int().min(0).max(undoMaxMs).optional(),
    /** After that it is not worth sending any more, however long it waited in a desk's log. */
    expiresAt: instant().optional(),
  }),
  reads: (args) => [
    { collection: 'conversation', id: args.conversationId },
    { collection: 'timeline', id: args.messageId },
  ],
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.messageId)) return unchanged
    if (args.text.trim() === '') return refused(conversationRefusals.emptyMessage())
    // A desk's clock does not decide this: it would hide from the agent what the server may well accept.
    if (context.place.at === 'server' && args.expiresAt !== undefined && context.now > args.expiresAt)
      return refused(conversationRefusals.expiredMessage())
    const dueAt = dueAtOf(conversation, args.undoMs ?? 0, context)
    const number = nextNumber(conversation, context)
    const message: TimelineEntry = {
      id: args.messageId,
      organisationId: conversation.organisationId,
      brandId: conversation.brandId,
      rev: 0,
      conversationId: conversation.id,
      number,
      kind: 'message',
      authorKind: 'agent',
      authorId: context.actor.id,
      text: args.text,
      language: args.language,
      event: null,
      deliveryState: outwardState(context, dueAt > 0),
      dueAt,
      undo: dueAt > 0 ? beforeOf(conversation) : null,
      createdAt: context.now,
    }
    const answered = {
      ...conversation,
      assigneeId: conversation.assigneeId ?? context.actor.id,
      status: conversation.status === 'snoozed' ? ('open' as const) : conversation.status,
      snoozedUntilAt: 0,
      lastNumber: lastNumberAfter(conversation, number, context),
      lastMessageAt: context.now,
      lastMessageBy: 'agent' as const,
      snippet: snippetOf(args.text),
      waitingSinceAt: notWaiting,
      unreadCount: 0,
      heldUntilAt: dueAt,
    }
    return applied({ collection: 'timeline', row: message }, { collection: 'conversation', row: answered })
  },
})

/** Behind a reply that is still held, the next one waits too, and for longer: two of one agent are never swapped. */
function dueAtOf({ heldUntilAt }: Conversation, undoMs: number, { now }: ReduceContext): Instant {
  return undoMs === 0 && heldUntilAt === 0 ? 0 : Math.max(now + undoMs, heldUntilAt + 1)
}

function outwardState({ place }: ReduceContext, isHeld: boolean): DeliveryState {
  if (place.at === 'server') return isHeld ? 'held' : 'sent'
  return place.uplinked ? 'sending' : 'queued'
}

function beforeOf(conversation: Conversation): TimelineEntry['undo'] {
  const { waitingSinceAt, lastMessageAt, lastMessageBy, snippet, heldUntilAt } = conversation
  return { waitingSinceAt, lastMessageAt, lastMessageBy, snippet, heldUntilAt }
}
