import { z } from 'zod'
import { id, languageTag, text } from '../../schema/fields.ts'
import { type ReduceContext, applied, defineCommand, refused, unchanged } from '../command.ts'
import { notWaiting } from '../conversation/conversation.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { snippetOf } from './snippet.ts'
import { type DeliveryState, type TimelineEntry, messageMaxLength } from './timeline-entry.ts'
import { lastNumberAfter, nextNumber } from './timeline-order.ts'

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
      deliveryState: outwardState(context),
      createdAt: context.now,
    }
    const answered = {
      ...conversation,
      assigneeId: conversation.assigneeId ?? context.actor.id,
      status: conversation.status === 'snoozed' ? ('open' as const) : conversation.status,
      lastNumber: lastNumberAfter(conversation, number, context),
      lastMessageAt: context.now,
      lastMessageBy: 'agent' as const,
      snippet: snippetOf(args.text),
      waitingSinceAt: notWaiting,
      unreadCount: 0,
    }
    return applied({ collection: 'timeline', row: message }, { collection: 'conversation', row: answered })
  },
})

function outwardState({ place }: ReduceContext): DeliveryState {
  if (place.at === 'server') return 'sent'
  return place.uplinked ? 'sending' : 'queued'
}
