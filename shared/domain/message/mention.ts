import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { mentionedMax } from '../conversation/limits.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { withMentioned } from '../conversation/standing.ts'

const args = z.strictObject({ conversationId: id('ConversationId') })
const reads = (given: z.infer<typeof args>) => [{ collection: 'conversation' as const, id: given.conversationId }]

/** Whoever was named in a note has dealt with it: the conversation leaves their mentions. */
export const readMention = defineCommand({
  type: 'mention.read',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given, { actor }) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const others = conversation.mentionedIds.filter((agentId) => agentId !== actor.id)
    if (others.length === conversation.mentionedIds.length) return unchanged
    return applied({ collection: 'conversation', row: withMentioned(conversation, others) })
  },
})

/** Not dealt with after all. */
export const unreadMention = defineCommand({
  type: 'mention.unread',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given, { actor }) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const { mentionedIds } = conversation
    if (mentionedIds.includes(actor.id) || mentionedIds.length >= mentionedMax) return unchanged
    return applied({ collection: 'conversation', row: withMentioned(conversation, [...mentionedIds, actor.id]) })
  },
})
