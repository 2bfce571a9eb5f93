import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { notWaiting } from './conversation.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'
import { keptByOther } from './shut.ts'
import { asBefore, standingOf } from './standing.ts'

/** It stands in no queue and counts nowhere from then on, whatever else arrives in it. */
export const markSpam = defineCommand({
  type: 'conversation.mark-spam',
  version: 1,
  actors: ['agent', 'system'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId) || conversation.status === 'spam') return unchanged
    if (conversation.status === 'merged') return refused(conversationRefusals.merged(conversation.mergedIntoId ?? ''))
    const kept = keptByOther(conversation, context.actor)
    if (kept) return refused(kept)
    const spam = {
      ...conversation,
      status: 'spam' as const,
      before: standingOf(conversation),
      snoozedUntilAt: 0,
      resolvedAt: 0,
      waitingSinceAt: notWaiting,
      unreadCount: 0,
      offeredToId: null,
      offerUntilAt: 0,
    }
    return applied(...withEvent(spam, args.entryId, { type: 'marked-spam', subjectId: '' }, context))
  },
})

/** It was none: it becomes what it would be by now. */
export const notSpam = defineCommand({
  type: 'conversation.not-spam',
  version: 1,
  actors: ['agent'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId) || conversation.status !== 'spam') return unchanged
    const kept = keptByOther(conversation, context.actor)
    if (kept) return refused(kept)
    const back = conversation.before ? asBefore(conversation) : { ...conversation, status: 'open' as const }
    return applied(...withEvent(back, args.entryId, { type: 'unmarked-spam', subjectId: '' }, context))
  },
})
