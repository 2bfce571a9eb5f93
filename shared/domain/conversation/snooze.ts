import { z } from 'zod'
import { id, instant } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'

const entryArgs = z.strictObject({ conversationId: id('ConversationId'), entryId: id('TimelineEntryId') })
const reads = (given: z.infer<typeof entryArgs>) => [
  { collection: 'conversation' as const, id: given.conversationId },
  { collection: 'timeline' as const, id: given.entryId },
]

/** Put a conversation aside until an instant. It may have passed when a desk was offline: then it comes back at once. */
export const snoozeConversation = defineCommand({
  type: 'conversation.snooze',
  version: 1,
  actors: ['agent'],
  args: entryArgs.extend({ untilAt: instant().min(1) }),
  reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId)) return unchanged
    const snoozed = {
      ...conversation,
      status: 'snoozed' as const,
      snoozedUntilAt: given.untilAt,
      resolvedAt: 0,
      unreadCount: 0,
    }
    return applied(...withEvent(snoozed, given.entryId, { type: 'snoozed', subjectId: '' }, context))
  },
})

/** An agent takes a snoozed conversation up again before its time. */
export const unsnoozeConversation = defineCommand({
  type: 'conversation.unsnooze',
  version: 1,
  actors: ['agent'],
  args: entryArgs,
  reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId) || conversation.status !== 'snoozed') return unchanged
    return applied(...withEvent(awake(conversation), given.entryId, { type: 'woken', subjectId: '' }, context))
  },
})

/** Its time has come. Whoever asks twice, or after somebody snoozed it for longer, changes nothing. */
export const wakeConversation = defineCommand({
  type: 'conversation.wake',
  version: 1,
  actors: ['system'],
  args: entryArgs,
  reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const isDue = conversation.status === 'snoozed' && conversation.snoozedUntilAt <= context.now
    if (!isDue || rows.get('timeline', given.entryId)) return unchanged
    return applied(...withEvent(awake(conversation), given.entryId, { type: 'woken', subjectId: '' }, context))
  },
})

const awake = <Row extends object>(conversation: Row) => ({
  ...conversation,
  status: 'open' as const,
  snoozedUntilAt: 0,
})
