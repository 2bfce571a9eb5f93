import { z } from 'zod'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { notWaiting } from './conversation.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'
import { shut } from './shut.ts'
import { asBefore, standingOf } from './standing.ts'

/** `asBefore`: somebody takes back what they did, so all of it becomes as it was. */
const args = entryArgs.extend({ asBefore: z.boolean().optional() })

export const resolveConversation = defineCommand({
  type: 'conversation.resolve',
  version: 1,
  actors: ['agent'],
  args,
  reads: entryReads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.status === 'resolved') return unchanged
    const isBack = given.asBefore === true && conversation.before?.status === 'resolved'
    const resolved = isBack
      ? asBefore(conversation)
      : {
          ...conversation,
          status: 'resolved' as const,
          before: standingOf(conversation),
          snoozedUntilAt: 0,
          resolvedAt: context.now,
          waitingSinceAt: notWaiting,
          unreadCount: 0,
          offeredToId: null,
          offerUntilAt: 0,
        }
    return applied(...withEvent(resolved, given.entryId, { type: 'resolved', subjectId: '' }, context))
  },
})

export const reopenConversation = defineCommand({
  type: 'conversation.reopen',
  version: 1,
  actors: ['agent'],
  args,
  reads: entryReads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.status === 'open') return unchanged
    const isBack = given.asBefore === true && conversation.status === 'resolved' && conversation.before !== null
    const before = standingOf(conversation)
    const reopened = isBack
      ? asBefore(conversation)
      : { ...conversation, status: 'open' as const, before, snoozedUntilAt: 0, resolvedAt: 0 }
    return applied(...withEvent(reopened, given.entryId, { type: 'reopened', subjectId: '' }, context))
  },
})
