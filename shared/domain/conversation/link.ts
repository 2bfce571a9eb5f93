import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { type ReduceContext, type RowReader, applied, defineCommand, refused, unchanged } from '../command.ts'
import type { Conversation } from './conversation.ts'
import { withEvent } from './event-entry.ts'
import { linksMax } from './limits.ts'
import { conversationRefusals } from './refusals.ts'

/** Each of the two conversations gets a line of its own. */
const args = z.strictObject({
  conversationId: id('ConversationId'),
  otherId: id('ConversationId'),
  entryId: id('TimelineEntryId'),
  otherEntryId: id('TimelineEntryId'),
})
type Args = z.infer<typeof args>

const reads = (given: Args) => [
  { collection: 'conversation' as const, id: given.conversationId },
  { collection: 'conversation' as const, id: given.otherId },
  { collection: 'timeline' as const, id: given.entryId },
  { collection: 'timeline' as const, id: given.otherEntryId },
]

/** The two have to do with each other. */
export const linkConversations = defineCommand({
  type: 'conversation.link',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given, context) => {
    const pair = pairOf(rows, given)
    if (!pair) return refused(conversationRefusals.notFound())
    const [one, other] = pair
    if (isDone(rows, given) || one.linkedIds.includes(other.id)) return unchanged
    if (one.id === other.id) return refused(conversationRefusals.same())
    if (one.brandId !== other.brandId) return refused(conversationRefusals.otherBrand())
    if (one.linkedIds.length >= linksMax || other.linkedIds.length >= linksMax) {
      return refused(conversationRefusals.tooManyLinks())
    }
    return bothTold(
      { ...one, linkedIds: [...one.linkedIds, other.id] },
      { ...other, linkedIds: [...other.linkedIds, one.id] },
      'linked',
      given,
      context,
    )
  },
})

export const unlinkConversations = defineCommand({
  type: 'conversation.unlink',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given, context) => {
    const pair = pairOf(rows, given)
    if (!pair) return refused(conversationRefusals.notFound())
    const [one, other] = pair
    if (isDone(rows, given) || !one.linkedIds.includes(other.id)) return unchanged
    return bothTold(
      { ...one, linkedIds: one.linkedIds.filter((linked) => linked !== other.id) },
      { ...other, linkedIds: other.linkedIds.filter((linked) => linked !== one.id) },
      'unlinked',
      given,
      context,
    )
  },
})

function pairOf(rows: RowReader, { conversationId, otherId }: Args) {
  const one = rows.get('conversation', conversationId)
  const other = rows.get('conversation', otherId)
  return one && other ? ([one, other] as const) : undefined
}

const isDone = (rows: RowReader, { entryId, otherEntryId }: Args) =>
  rows.get('timeline', entryId) !== undefined || rows.get('timeline', otherEntryId) !== undefined

function bothTold(
  one: Conversation,
  other: Conversation,
  type: 'linked' | 'unlinked',
  { entryId, otherEntryId }: Args,
  context: ReduceContext,
) {
  return applied(
    ...withEvent(one, entryId, { type, subjectId: other.id }, context),
    ...withEvent(other, otherEntryId, { type, subjectId: one.id }, context),
  )
}
