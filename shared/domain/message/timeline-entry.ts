import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, id, instant, languageTag, text } from '../../schema/fields.ts'
import { attachmentsSchema } from '../file/attachment.ts'
import { attachmentsMax } from '../file/file-limits.ts'
import { mentionsMax } from '../conversation/limits.ts'
import { messageMaxLength } from './message-limits.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/**
 * `none`: nothing is delivered to a customer. `queued` and `sending` exist only on the agent's desk. `delayed`: committed,
 * and goes out when the time for second thoughts is over, its files are here, and nothing said before it waits. `held`: a
 * teammate was faster, or a file was not taken; a person decides. `withdrawn`: taken back or dropped before it went out. Also change `progress` in record-delivery.ts.
 */
export const deliveryStates = [
  'none',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'delayed',
  'held',
  'failed',
  'unknown',
  'withdrawn',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const eventTypes = [
  'opened',
  'assigned',
  'unassigned',
  'offered',
  'offer-withdrawn',
  'offer-declined',
  'offer-expired',
  'given-back',
  'transferred',
  'snoozed',
  'woken',
  'resolved',
  'reopened',
  'prioritised',
  'marked-spam',
  'unmarked-spam',
  'merged',
  'absorbed',
  'unmerged',
  'parted',
  'linked',
  'unlinked',
  'ended',
  'rated',
] as const
export type EventType = (typeof eventTypes)[number]

/**
 * Why a reply was not passed on: another agent answered, it was given to somebody else, merged away or marked as spam, or a
 * file of it was refused or did not arrive.
 */
export const holdReasons = ['answered', 'reassigned', 'merged', 'spam', 'file'] as const

/** Who said the newest message of a conversation. */
export const messageAuthors = ['customer', 'agent', 'bot', 'nobody'] as const

export const snippetMaxLength = 160

/** Numbers from here on are pending on this desk: they sort after everything the server has numbered. */
export const pendingNumberBase = 500_000_000

/** One line of a conversation: a message, a note that only colleagues see, or something that happened. */
export const timelineEntity = defineEntity({
  name: 'timeline',
  version: 5,
  replication: 'synced',
  shape: {
    ...syncedFields,
    id: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    /** The order in the conversation, given by the server: 1, 2, 3 … Never a clock, never an id. */
    number: count(),
    kind: z.enum(['message', 'note', 'event']),
    authorKind: z.enum(['customer', 'agent', 'bot', 'system']),
    authorId: text(36),
    text: text(messageMaxLength),
    language: languageTag(),
    /** Messages: the files that they carry. */
    attachments: attachmentsSchema,
    /**
     * What happened, for `kind: 'event'`. `subjectId` is what it concerns: an agent, a queue, or the other conversation of a
     * merge or a link. `noteId`: what was handed over with it. `value`: the new priority,
     * or the stars of a rating.
     */
    event: z
      .strictObject({
        type: z.enum(eventTypes),
        subjectId: text(36),
        noteId: text(36).optional(),
        value: text(40).optional(),
      })
      .nullable(),
    /** Notes: the agents who are named in it. */
    mentions: z.array(text(36)).max(mentionsMax),
    deliveryState: z.enum(deliveryStates),
    /** Not before that, by the server's clock, a delayed message goes out; until it does, it can be taken back. 0: it is not delayed. */
    dueAt: instant(),
    /** What the conversation showed before a message that can still be taken back, else null. */
    undo: z
      .strictObject({
        waitingSinceAt: instant(),
        lastMessageAt: instant(),
        lastMessageBy: z.enum(messageAuthors),
        snippet: text(snippetMaxLength),
        delayedUntilAt: instant(),
        lastAnswers: z.array(z.strictObject({ agentId: text(36), number: count() })).max(2),
      })
      .nullable(),
    /**
     * Why a reply is (or was) held: who was faster, and the number of what they said; with `file`, which ones were not taken
     * and why. `sentAsId`: as what it went out after all.
     */
    collidedWith: z
      .strictObject({
        reason: z.enum(holdReasons),
        agentId: text(36),
        number: count(),
        sentAsId: text(36),
        files: z
          .array(z.strictObject({ fileId: id('FileId'), kind: text(40).min(1) }))
          .max(attachmentsMax)
          .optional(),
      })
      .nullable(),
    createdAt: instant(),
  },
  clear: [...syncedClear, 'conversationId', 'number', 'kind', 'deliveryState', 'createdAt'],
  descending: ['number'],
  indexes: [['conversationId', 'numberDesc']],
  root: (row) => ({ kind: 'conversation', id: row.conversationId }),
})

export type TimelineEntry = RowOf<typeof timelineEntity>
