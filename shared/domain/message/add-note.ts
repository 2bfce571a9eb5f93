import { z } from 'zod'
import { id, languageTag, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { mentionedMax, mentionsMax } from '../conversation/limits.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { withMentioned } from '../conversation/standing.ts'
import { mayServeIn, rolesOf } from '../directory/may-serve.ts'
import { newEntry } from './new-entry.ts'
import { messageMaxLength } from './message-limits.ts'
import { lastNumberAfter, nextNumber } from './timeline-order.ts'

/** A note for colleagues. It never leaves the organisation, so it has no delivery. Whom it names finds it among their mentions. */
export const addNote = defineCommand({
  type: 'note.add',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({
    noteId: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    text: text(messageMaxLength).min(1),
    language: languageTag(),
    mentions: z.array(text(36).min(1)).max(mentionsMax).optional(),
  }),
  reads: (args) => [
    { collection: 'conversation', id: args.conversationId },
    { collection: 'timeline', id: args.noteId },
    ...(args.mentions ?? []).map((agentId) => ({ collection: 'directory' as const, id: agentId })),
  ],
  readsOn: (args, rows) => rolesOf(rows, args.mentions ?? []),
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.noteId)) return unchanged
    if (args.text.trim() === '') return refused(conversationRefusals.emptyMessage())
    const mentions = [...new Set(args.mentions ?? [])]
    const blind = mentions.find((agentId) => !mayServeIn(rows, agentId, conversation.brandId))
    if (blind !== undefined) return refused(conversationRefusals.cannotSee(blind))
    const number = nextNumber(conversation, context)
    const note = newEntry(
      conversation,
      { id: args.noteId, kind: 'note', number, text: args.text, language: args.language, mentions },
      context,
    )
    const others = mentions.filter((agentId) => agentId !== context.actor.id)
    const mentioned = [...new Set([...conversation.mentionedIds, ...others])].slice(0, mentionedMax)
    return applied(
      { collection: 'timeline', row: note },
      {
        collection: 'conversation',
        row: {
          ...withMentioned(conversation, mentioned),
          lastNumber: lastNumberAfter(conversation, number, context),
        },
      },
    )
  },
})
