import { z } from 'zod'
import { declaredFilesSchema } from '../file/attachment.ts'
import { id, instant, languageTag, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { collisionOf } from './collision.ts'
import { newEntry } from './new-entry.ts'
import { say } from './say.ts'
import { messageMaxLength } from './message-limits.ts'
import { lastNumberAfter, nextNumber } from './timeline-order.ts'

/** Longest time for which a reply is delayed for second thoughts. */
export const undoMaxMs = 30_000

/**
 * An agent answers the customer. Whoever answers an unassigned conversation takes it. Where a teammate was faster than what
 * the agent had seen, the reply is held: it is kept, the customer does not get it, and a person decides.
 */
export const sendMessage = defineCommand({
  type: 'message.send',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({
    messageId: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    /** Empty only where the message carries files. */
    text: text(messageMaxLength),
    language: languageTag(),
    /** Its files, whose bytes come on their own road, before or after this: so long the message is delayed. */
    attachments: declaredFilesSchema.optional(),
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
    const attachments = (args.attachments ?? []).map((file) => ({ ...file, mediaType: '' }))
    if (args.text.trim() === '' && attachments.length === 0) return refused(conversationRefusals.emptyMessage())
    // A desk's clock does not decide this: it would hide from the agent what the server may well accept.
    if (context.place.at === 'server' && args.expiresAt !== undefined && context.now > args.expiresAt)
      return refused(conversationRefusals.expiredMessage())
    const { messageId, text: words, language } = args
    const reply = { id: messageId, authorId: context.actor.id, text: words, language, attachments }
    const collidedWith = collisionOf(conversation, context)
    if (!collidedWith) return say(conversation, { ...reply, undoMs: args.undoMs ?? 0 }, context)
    const number = nextNumber(conversation, context)
    const lastNumber = lastNumberAfter(conversation, number, context)
    return applied(
      {
        collection: 'timeline',
        row: newEntry(
          conversation,
          { ...reply, kind: 'message', number, deliveryState: 'held', collidedWith },
          context,
        ),
      },
      { collection: 'conversation', row: { ...conversation, lastNumber, heldCount: conversation.heldCount + 1 } },
    )
  },
})
