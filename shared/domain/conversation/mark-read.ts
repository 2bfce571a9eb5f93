import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from './refusals.ts'

/** The agent has the newest message on screen. */
export const markConversationRead = defineCommand({
  type: 'conversation.mark-read',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({ conversationId: id('ConversationId') }),
  reads: (args) => [{ collection: 'conversation', id: args.conversationId }],
  reduce: (rows, args) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (conversation.unreadCount === 0) return unchanged
    return applied({ collection: 'conversation', row: { ...conversation, unreadCount: 0 } })
  },
})
