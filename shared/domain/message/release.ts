import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { type Attachment, type FileFinding, fileFindingsSchema } from '../file/attachment.ts'
import { filesAwaitedForMs } from '../file/file-limits.ts'
import { isOnItsWay } from '../file/is-on-its-way.ts'
import type { TimelineEntry } from './timeline-entry.ts'
import { unsaid } from './unsaid.ts'

type NotTaken = NonNullable<NonNullable<TimelineEntry['collidedWith']>['files']>

/** From then on a message waits for no more files. */
export const filesDueAt = ({ createdAt, dueAt }: Pick<TimelineEntry, 'createdAt' | 'dueAt'>): Instant =>
  Math.max(dueAt, createdAt + filesAwaitedForMs)

/**
 * A delayed message is due: it goes out, with what its files were found to be. One that was not taken, or did not arrive in
 * time, holds it: a person decides. Asked twice, or before everything is here, it changes nothing. Whoever runs this takes the
 * messages of a conversation in the order of their numbers.
 */
export const releaseMessage = defineCommand({
  type: 'message.release',
  version: 1,
  actors: ['system'],
  args: z.strictObject({
    messageId: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    /** What the server found of the files that are on their way. One that is not named has not arrived. */
    files: fileFindingsSchema.optional(),
  }),
  reads: (given) => [
    { collection: 'conversation', id: given.conversationId },
    { collection: 'timeline', id: given.messageId },
  ],
  reduce: (rows, given, { now }) => {
    const conversation = rows.get('conversation', given.conversationId)
    const message = rows.get('timeline', given.messageId)
    if (!conversation || message?.conversationId !== conversation.id) return refused(conversationRefusals.notFound())
    const isDue = message.deliveryState === 'delayed' && message.dueAt > 0 && message.dueAt <= now
    if (!isDue) return unchanged
    const attachments = message.attachments.map((file) => asFound(file, given.files ?? []))
    const missing = attachments.filter(isOnItsWay)
    const files = notTaken(missing, given.files ?? [], filesDueAt(message) <= now)
    if (files.length > 0)
      return applied(
        {
          collection: 'timeline',
          row: {
            ...message,
            attachments,
            deliveryState: 'held',
            dueAt: 0,
            undo: null,
            collidedWith: { reason: 'file', agentId: '', number: 0, sentAsId: '', files },
          },
        },
        {
          collection: 'conversation',
          row: { ...unsaid(conversation, message), heldCount: conversation.heldCount + 1 },
        },
      )
    if (missing.length > 0) return unchanged
    const isLast = conversation.delayedUntilAt <= message.dueAt
    return applied(
      { collection: 'timeline', row: { ...message, attachments, deliveryState: 'sent', dueAt: 0, undo: null } },
      ...(isLast ? [{ collection: 'conversation' as const, row: { ...conversation, delayedUntilAt: 0 } }] : []),
    )
  },
})

function asFound(file: Attachment, findings: readonly FileFinding[]): Attachment {
  const found = findings.find(({ fileId }) => fileId === file.fileId)
  return isOnItsWay(file) && found && 'mediaType' in found ? found : file
}

/** Of those that are not here: the refused ones, and all of them once their time is over. */
function notTaken(missing: readonly Attachment[], findings: readonly FileFinding[], isOver: boolean): NotTaken {
  return missing.flatMap(({ fileId }) => {
    const found = findings.find((finding) => finding.fileId === fileId)
    if (found && 'refusal' in found) return [{ fileId, kind: found.refusal }]
    return isOver ? [{ fileId, kind: 'file/missing' }] : []
  })
}
