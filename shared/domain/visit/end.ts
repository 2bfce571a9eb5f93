import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { notWaiting } from '../conversation/not-waiting.ts'
import { entryArgs, entryReads } from '../conversation/entry-args.ts'
import { withEvent } from '../conversation/event-entry.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { shut } from '../conversation/shut.ts'
import { standingOf } from '../conversation/standing.ts'

/** The customer has what they wanted. Whoever had the conversation keeps it, and it opens again when they write. */
export const endConversation = defineCommand({
  type: 'conversation.end',
  version: 1,
  actors: ['customer'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, { conversationId, entryId }, context) => {
    const conversation = rows.get('conversation', conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.status === 'resolved') return unchanged
    const ended = {
      ...conversation,
      status: 'resolved' as const,
      before: standingOf(conversation),
      snoozedUntilAt: 0,
      resolvedAt: context.now,
      waitingSinceAt: notWaiting,
      offeredToId: null,
      offerUntilAt: 0,
    }
    return applied(...withEvent(ended, entryId, { type: 'ended', subjectId: '' }, context))
  },
})
