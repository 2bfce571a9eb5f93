import { z } from 'zod'
import { instant } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Conversation } from './conversation.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'
import { shut } from './shut.ts'
import { asBefore, standingOf } from './standing.ts'

/** Put a conversation aside until an instant. It may have passed when a desk was offline: then it comes back at once. */
export const snoozeConversation = defineCommand({
  type: 'conversation.snooze',
  version: 1,
  actors: ['agent'],
  args: entryArgs.extend({ untilAt: instant().min(1) }),
  reads: entryReads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    const snoozed = {
      ...conversation,
      status: 'snoozed' as const,
      before: standingOf(conversation),
      snoozedUntilAt: given.untilAt,
      resolvedAt: 0,
      unreadCount: 0,
      offeredToId: null,
      offerUntilAt: 0,
    }
    return applied(...withEvent(snoozed, given.entryId, { type: 'snoozed', subjectId: '' }, context))
  },
})

/** An agent takes a snoozed conversation up again before its time. `asBefore`: it becomes what it was before it was snoozed. */
export const unsnoozeConversation = defineCommand({
  type: 'conversation.unsnooze',
  version: 1,
  actors: ['agent'],
  args: entryArgs.extend({ asBefore: z.boolean().optional() }),
  reads: entryReads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId) || conversation.status !== 'snoozed') return unchanged
    const woken = given.asBefore === true && conversation.before ? asBefore(conversation) : awake(conversation)
    return applied(...withEvent(woken, given.entryId, { type: 'woken', subjectId: '' }, context))
  },
})

/** Its time has come. Whoever asks twice, or after somebody snoozed it for longer, changes nothing. */
export const wakeConversation = defineCommand({
  type: 'conversation.wake',
  version: 1,
  actors: ['system'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const isDue = conversation.status === 'snoozed' && conversation.snoozedUntilAt <= context.now
    if (!isDue || rows.get('timeline', given.entryId)) return unchanged
    return applied(...withEvent(awake(conversation), given.entryId, { type: 'woken', subjectId: '' }, context))
  },
})

const awake = (conversation: Conversation): Conversation => ({
  ...conversation,
  status: 'open',
  before: null,
  snoozedUntilAt: 0,
})
