import { z } from 'zod'
import { id, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Conversation } from './conversation.ts'
import { conversationRefusals } from './refusals.ts'
import { tagMaxLength, tagsMax } from './tag-limits.ts'

const args = z.strictObject({ conversationId: id('ConversationId'), tag: text(tagMaxLength).min(1) })
const reads = (given: z.infer<typeof args>) => [{ collection: 'conversation' as const, id: given.conversationId }]

/** Each adds or removes one tag: two agents who tag at once keep both their tags. */
export const addTag = defineCommand({
  type: 'tag.add',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given) =>
    change(rows.get('conversation', given.conversationId), (tags) =>
      tags.includes(given.tag) || tags.length >= tagsMax ? tags : [...tags, given.tag],
    ),
})

export const removeTag = defineCommand({
  type: 'tag.remove',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given) =>
    change(rows.get('conversation', given.conversationId), (tags) =>
      tags.includes(given.tag) ? tags.filter((tag) => tag !== given.tag) : tags,
    ),
})

function change(conversation: Conversation | undefined, edit: (tags: string[]) => string[]) {
  if (!conversation) return refused(conversationRefusals.notFound())
  if (conversation.mergedIntoId !== null) return refused(conversationRefusals.merged(conversation.mergedIntoId))
  const tags = edit(conversation.tags)
  if (tags === conversation.tags) return unchanged
  return applied({ collection: 'conversation', row: { ...conversation, tags } })
}
