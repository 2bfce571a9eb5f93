import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { notWaiting } from './conversation.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'

const args = z.strictObject({ conversationId: id('ConversationId'), entryId: id('TimelineEntryId') })

export const resolveConversation = defineCommand({
  type: 'conversation.resolve',
  version: 1,
  actors: ['agent'],
  args,
  reads: (given) => [
    { collection: 'conversation', id: given.conversationId },
    { collection: 'timeline', id: given.entryId },
  ],
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId) || conversation.status === 'resolved') return unchanged
    const resolved = {
      ...conversation,
      status: 'resolved' as const,
      snoozedUntilAt: 0,
      resolvedAt: context.now,
      waitingSinceAt: notWaiting,
      unreadCount: 0,
    }
    return applied(...withEvent(resolved, given.entryId, { type: 'resolved', subjectId: '' }, context))
  },
})

export const reopenConversation = defineCommand({
  type: 'conversation.reopen',
  version: 1,
  actors: ['agent'],
  args,
  reads: resolveConversation.reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', given.entryId) || conversation.status === 'open') return unchanged
    const open = { ...conversation, status: 'open' as const, snoozedUntilAt: 0, resolvedAt: 0 }
    return applied(...withEvent(open, given.entryId, { type: 'reopened', subjectId: '' }, context))
  },
})
