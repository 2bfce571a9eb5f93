import { z } from 'zod'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { priorities } from './priorities.ts'
import { conversationRefusals } from './refusals.ts'
import { shut } from './shut.ts'

/** Of two who say how urgent it is, the later one stands; both are in the timeline. */
export const prioritiseConversation = defineCommand({
  type: 'conversation.prioritise',
  version: 1,
  actors: ['agent', 'system'],
  args: entryArgs.extend({ priority: z.enum(priorities) }),
  reads: entryReads,
  reduce: (rows, { conversationId, entryId, priority }, context) => {
    const conversation = rows.get('conversation', conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.priority === priority) return unchanged
    const event = { type: 'prioritised' as const, subjectId: '', value: priority }
    return applied(...withEvent({ ...conversation, priority }, entryId, event, context))
  },
})
