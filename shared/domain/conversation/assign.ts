import { z } from 'zod'
import { id, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { mayServe } from '../directory/may-serve.ts'
import { conversationRefusals } from './refusals.ts'
import { withEvent } from './event-entry.ts'

/**
 * Give a conversation to an agent who serves its brand, or to nobody. Two who take it at once: the second is told who was
 * first. What a colleague has, only those take or give on who may direct.
 */
export const assignConversation = defineCommand({
  type: 'conversation.assign',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({
    conversationId: id('ConversationId'),
    assigneeId: text(36).nullable(),
    entryId: id('TimelineEntryId'),
  }),
  reads: (args) => [
    { collection: 'conversation', id: args.conversationId },
    { collection: 'timeline', id: args.entryId },
    ...(args.assigneeId === null ? [] : [{ collection: 'directory' as const, id: args.assigneeId }]),
  ],
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId) || conversation.assigneeId === args.assigneeId) return unchanged
    const seen = context.basedOn.assigneeId
    if (seen !== undefined && conversation.assigneeId !== null && conversation.assigneeId !== seen) {
      return refused(conversationRefusals.alreadyAssigned(conversation.assigneeId))
    }
    const isOthers = conversation.assigneeId !== null && conversation.assigneeId !== context.actor.id
    if (isOthers && !context.actor.rights.includes('conversation.direct')) {
      return refused(conversationRefusals.notYours(conversation.assigneeId ?? ''))
    }
    const assignee = args.assigneeId === null ? undefined : rows.get('directory', args.assigneeId)
    if (args.assigneeId !== null && !(assignee && mayServe(assignee, conversation.brandId))) {
      return refused(conversationRefusals.cannotServe(args.assigneeId))
    }
    const event =
      args.assigneeId === null
        ? { type: 'unassigned' as const, subjectId: conversation.assigneeId ?? '' }
        : { type: 'assigned' as const, subjectId: args.assigneeId }
    return applied(...withEvent({ ...conversation, assigneeId: args.assigneeId }, args.entryId, event, context))
  },
})
