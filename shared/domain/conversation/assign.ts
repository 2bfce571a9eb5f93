import { text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { mayServeIn, rolesOf } from '../directory/may-serve.ts'
import { lastNumberAfter, nextNumber } from '../message/timeline-order.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'
import { keptFrom, shut } from './shut.ts'
import { withAssignee } from './standing.ts'

/**
 * Give a conversation to an agent who serves its brand, or to nobody. Two who take it at once: the second is told who was
 * first. What a colleague has, only those take or give on who may direct.
 */
export const assignConversation = defineCommand({
  type: 'conversation.assign',
  version: 1,
  actors: ['agent'],
  args: entryArgs.extend({ assigneeId: text(36).nullable() }),
  reads: (args) => [
    ...entryReads(args),
    ...(args.assigneeId === null ? [] : [{ collection: 'directory' as const, id: args.assigneeId }]),
  ],
  readsOn: (args, rows) => rolesOf(rows, args.assigneeId === null ? [] : [args.assigneeId]),
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.assigneeId === args.assigneeId) return unchanged
    const seen = context.basedOn.assigneeId
    if (seen !== undefined && conversation.assigneeId !== null && conversation.assigneeId !== seen) {
      return refused(conversationRefusals.alreadyAssigned(conversation.assigneeId))
    }
    const kept = keptFrom(conversation, context.actor)
    if (kept) return refused(kept)
    if (args.assigneeId !== null && !mayServeIn(rows, args.assigneeId, conversation.brandId)) {
      return refused(conversationRefusals.cannotServe(args.assigneeId))
    }
    const event =
      args.assigneeId === null
        ? { type: 'unassigned' as const, subjectId: conversation.assigneeId ?? '' }
        : { type: 'assigned' as const, subjectId: args.assigneeId }
    const given = withAssignee(conversation, args.assigneeId)
    const isGivenAway = args.assigneeId !== null && args.assigneeId !== context.actor.id
    const number = lastNumberAfter(conversation, nextNumber(conversation, context), context)
    const handover = isGivenAway ? { byId: context.actor.id, number } : null
    return applied(...withEvent({ ...given, handover }, args.entryId, event, context))
  },
})
