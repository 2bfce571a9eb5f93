import { z } from 'zod'
import { id, languageTag, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { type TimelineEntry, messageMaxLength } from './timeline-entry.ts'
import { lastNumberAfter, nextNumber } from './timeline-order.ts'

/** A note for colleagues. It never leaves the organisation, so it has no delivery. */
export const addNote = defineCommand({
  type: 'note.add',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({
    noteId: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    text: text(messageMaxLength).min(1),
    language: languageTag(),
  }),
  reads: (args) => [
    { collection: 'conversation', id: args.conversationId },
    { collection: 'timeline', id: args.noteId },
  ],
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.noteId)) return unchanged
    if (args.text.trim() === '') return refused(conversationRefusals.emptyMessage())
    const number = nextNumber(conversation, context)
    const note: TimelineEntry = {
      id: args.noteId,
      organisationId: conversation.organisationId,
      brandId: conversation.brandId,
      rev: 0,
      conversationId: conversation.id,
      number,
      kind: 'note',
      authorKind: 'agent',
      authorId: context.actor.id,
      text: args.text,
      language: args.language,
      event: null,
      deliveryState: 'none',
      dueAt: 0,
      undo: null,
      createdAt: context.now,
    }
    return applied(
      { collection: 'timeline', row: note },
      {
        collection: 'conversation',
        row: { ...conversation, lastNumber: lastNumberAfter(conversation, number, context) },
      },
    )
  },
})
