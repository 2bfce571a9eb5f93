import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { id, languageTag, text } from '../../schema/fields.ts'
import { type RowReader, applied, defineCommand, refused, unchanged } from '../command.ts'
import { mayServeIn, rolesOf } from '../directory/may-serve.ts'
import { newEntry } from '../message/new-entry.ts'
import { lastNumberAfter, nextNumber } from '../message/timeline-order.ts'
import { messageMaxLength } from '../message/message-limits.ts'
import type { Conversation } from './conversation.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'
import { keptFrom, shut } from './shut.ts'
import { withAssignee } from './standing.ts'

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('queue'), queueId: text(36) }),
  /** `queueId`: which queue it counts in from then on; without, it stays in its own. */
  z.strictObject({ kind: z.literal('agent'), agentId: text(36).min(1), queueId: text(36).optional() }),
])
type Target = z.infer<typeof target>

/**
 * Hand a conversation over, to a queue or to an agent, with a word about it in the same breath. It keeps its status: what is
 * snoozed wakes with its new owner.
 */
export const transferConversation = defineCommand({
  type: 'conversation.transfer',
  version: 1,
  actors: ['agent'],
  args: entryArgs.extend({
    to: target,
    /** May be empty: then there is no note. */
    note: text(messageMaxLength),
    noteId: id('TimelineEntryId'),
    language: languageTag(),
  }),
  reads: (args) => [
    ...entryReads(args),
    { collection: 'timeline', id: args.noteId },
    ...idsOf(args.to).map((entryId) => ({ collection: 'directory' as const, id: entryId })),
  ],
  readsOn: (args, rows) => rolesOf(rows, args.to.kind === 'agent' ? [args.to.agentId] : []),
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId)) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    const seen = context.basedOn.assigneeId
    if (seen !== undefined && conversation.assigneeId !== null && conversation.assigneeId !== seen) {
      return refused(conversationRefusals.alreadyAssigned(conversation.assigneeId))
    }
    const kept = keptFrom(conversation, context.actor) ?? checkTarget(rows, args.to, conversation.brandId)
    if (kept) return refused(kept)
    const { to } = args
    const queueId = to.queueId ?? conversation.queueId
    const assigneeId = to.kind === 'agent' ? to.agentId : null
    if (queueId === conversation.queueId && assigneeId === conversation.assigneeId) return unchanged
    const hasNote = args.note.trim() !== ''
    if (hasNote && rows.get('timeline', args.noteId)) return refused({ kind: 'command/invalid', retryable: false })

    const event = {
      type: 'transferred' as const,
      subjectId: to.kind === 'agent' ? to.agentId : to.queueId,
      ...(hasNote ? { noteId: args.noteId } : {}),
    }
    const [changed, told] = withEvent(
      { ...withAssignee(conversation, assigneeId), queueId },
      args.entryId,
      event,
      context,
    )
    const number = nextNumber(changed.row, context)
    const lastNumber = hasNote ? lastNumberAfter(changed.row, number, context) : changed.row.lastNumber
    const handover = { byId: context.actor.id, number: lastNumber }
    const note = newEntry(
      conversation,
      { id: args.noteId, kind: 'note', number, text: args.note, language: args.language },
      context,
    )
    return applied(
      { collection: 'conversation', row: { ...changed.row, lastNumber, handover } },
      told,
      ...(hasNote ? [{ collection: 'timeline' as const, row: note }] : []),
    )
  },
})

/** Of the target, in the directory. An empty queue is none: where conversations stand that no queue wanted. */
function idsOf(to: Target): string[] {
  const agentId = to.kind === 'agent' ? to.agentId : ''
  return [agentId, to.queueId ?? ''].filter((entryId) => entryId !== '')
}

function checkTarget(rows: RowReader, to: Target, brandId: Conversation['brandId']): Refusal | undefined {
  if (to.kind === 'agent') {
    if (!mayServeIn(rows, to.agentId, brandId)) return conversationRefusals.cannotServe(to.agentId)
  }
  if (to.queueId === undefined || to.queueId === '') return undefined
  const queue = rows.get('directory', to.queueId)
  const isOfBrand = queue?.kind === 'queue' && (queue.brandId === '' || queue.brandId === brandId)
  return isOfBrand ? undefined : conversationRefusals.unknownQueue(to.queueId)
}
