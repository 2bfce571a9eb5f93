import { text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { notWaiting } from './not-waiting.ts'
import { conversationRefusals } from './refusals.ts'
import { withAssignee } from './standing.ts'

/**
 * The desk of whoever has it went dark, and its customer waits: it goes back to its queue. Whatever happened meanwhile
 * (somebody else has it, nobody waits any more) makes that needless.
 */
export const giveBackConversation = defineCommand({
  type: 'conversation.give-back',
  version: 1,
  actors: ['system'],
  args: entryArgs.extend({ agentId: text(36).min(1) }),
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const { assigneeId, status, waitingSinceAt } = conversation
    const isWaiting = status === 'open' && waitingSinceAt < notWaiting
    if (assigneeId !== args.agentId || !isWaiting || rows.get('timeline', args.entryId)) return unchanged
    const event = { type: 'given-back' as const, subjectId: args.agentId }
    return applied(...withEvent(withAssignee(conversation, null), args.entryId, event, context))
  },
})
