import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { entryArgs, entryReads } from '../conversation/entry-args.ts'
import { withEvent } from '../conversation/event-entry.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { blankVisit } from './visit.ts'

/** What a customer thought of it. Whoever rates again means the newer one; both stay in the timeline. */
export const rateConversation = defineCommand({
  type: 'conversation.rate',
  version: 1,
  actors: ['customer'],
  args: entryArgs.extend({ stars: z.int().min(1).max(5), comment: text(1_000) }),
  reads: entryReads,
  reduce: (rows, { conversationId, entryId, stars, comment }, context) => {
    const conversation = rows.get('conversation', conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', entryId)) return unchanged
    // A merged one is over, and its customer rates the one that goes on; the channel asks again.
    if (conversation.status === 'merged') return refused(conversationRefusals.merged(conversation.mergedIntoId ?? ''))
    const visit = { ...(conversation.visit ?? blankVisit), stars, ratedAt: context.now }
    const event = { type: 'rated' as const, subjectId: '', value: `${stars}` }
    return applied(...withEvent({ ...conversation, visit }, entryId, event, context, comment.trim()))
  },
})
