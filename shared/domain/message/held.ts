import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { id } from '../../schema/fields.ts'
import { type Actor, applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { mayDirect, shut } from '../conversation/shut.ts'
import { isOnItsWay } from '../file/is-on-its-way.ts'
import { say } from './say.ts'
import type { TimelineEntry } from './timeline-entry.ts'

const args = z.strictObject({ messageId: id('TimelineEntryId'), conversationId: id('ConversationId') })

/**
 * The reply goes out although a teammate was faster, or without the files that were not taken. As a new entry, after what was said meanwhile: the customer reads in the
 * order of the numbers, and nothing appears above what they have read. What was held stands withdrawn, and says as what it went.
 */
export const sendAnyway = defineCommand({
  type: 'message.send-anyway',
  version: 1,
  actors: ['agent'],
  args: args.extend({ sentId: id('TimelineEntryId') }),
  reads: (given) => [
    { collection: 'conversation', id: given.conversationId },
    { collection: 'timeline', id: given.messageId },
    { collection: 'timeline', id: given.sentId },
  ],
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    const message = rows.get('timeline', given.messageId)
    if (!conversation || message?.conversationId !== conversation.id) return refused(conversationRefusals.notFound())
    if (message.collidedWith?.sentAsId === given.sentId) return unchanged
    const refusal = checkDecision(message, context.actor) ?? shut(conversation)
    if (refusal) return refused(refusal)
    if (rows.get('timeline', given.sentId)) return refused({ kind: 'command/invalid', retryable: false })
    const { authorId, text, language } = message
    const attachments = isAboutFiles(message)
      ? message.attachments.filter((file) => !isOnItsWay(file))
      : message.attachments
    if (text.trim() === '' && attachments.length === 0) return refused(conversationRefusals.emptyMessage())
    const said = say(
      { ...conversation, heldCount: heldLess(conversation) },
      { id: given.sentId, authorId, text, language, attachments, undoMs: 0 },
      context,
    )
    if (said.outcome !== 'applied') return said
    return applied({ collection: 'timeline', row: withdrawn(message, given.sentId) }, ...said.writes)
  },
})

/** The reply is not sent. Its words stay in the timeline. */
export const dropMessage = defineCommand({
  type: 'message.drop',
  version: 1,
  actors: ['agent'],
  args,
  reads: (given) => [
    { collection: 'conversation', id: given.conversationId },
    { collection: 'timeline', id: given.messageId },
  ],
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    const message = rows.get('timeline', given.messageId)
    if (!conversation || message?.conversationId !== conversation.id) return refused(conversationRefusals.notFound())
    if (message.deliveryState === 'withdrawn') return unchanged
    const refusal = checkDecision(message, context.actor)
    if (refusal) return refused(refusal)
    return applied(
      { collection: 'timeline', row: withdrawn(message) },
      { collection: 'conversation', row: { ...conversation, heldCount: heldLess(conversation) } },
    )
  },
})

function checkDecision({ deliveryState, authorId }: TimelineEntry, actor: Actor): Refusal | undefined {
  if (deliveryState !== 'held') return conversationRefusals.notHeld()
  return authorId === actor.id || mayDirect(actor) ? undefined : conversationRefusals.notYourMessage(authorId)
}

const isAboutFiles = ({ collidedWith }: TimelineEntry) => collidedWith?.reason === 'file'

export const heldLess = ({ heldCount }: Conversation) => Math.max(0, heldCount - 1)

const withdrawn = (message: TimelineEntry, sentAsId = ''): TimelineEntry => ({
  ...message,
  deliveryState: 'withdrawn',
  collidedWith: message.collidedWith && { ...message.collidedWith, sentAsId },
})
