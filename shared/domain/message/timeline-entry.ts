import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, id, instant, languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/**
 * `none`: nothing is delivered to a customer. `queued` and `sending` exist only on the agent's desk. `held`: committed,
 * but no channel has it yet. `withdrawn`: taken back while it was held. Also change `progress` in record-delivery.ts.
 */
export const deliveryStates = [
  'none',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'held',
  'failed',
  'unknown',
  'withdrawn',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const eventTypes = ['opened', 'assigned', 'unassigned', 'snoozed', 'woken', 'resolved', 'reopened'] as const

/** Who said the newest message of a conversation. */
export const messageAuthors = ['customer', 'agent', 'bot', 'nobody'] as const

export const messageMaxLength = 8_000
export const snippetMaxLength = 160

/** Numbers from here on are pending on this desk: they sort after everything the server has numbered. */
export const pendingNumberBase = 500_000_000

/** One line of a conversation: a message, a note that only colleagues see, or something that happened. */
export const timelineEntity = defineEntity({
  name: 'timeline',
  version: 1,
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
    /** What happened, for `kind: 'event'`; `subjectId` is whom it concerns. */
    event: z.strictObject({ type: z.enum(eventTypes), subjectId: text(36) }).nullable(),
    deliveryState: z.enum(deliveryStates),
    /** Until then, by the server's clock, a held message can be taken back; then it goes out. 0: nobody waits for that. */
    dueAt: instant(),
    /** What the conversation showed before a message that can still be taken back, else null. */
    undo: z
      .strictObject({
        waitingSinceAt: instant(),
        lastMessageAt: instant(),
        lastMessageBy: z.enum(messageAuthors),
        snippet: text(snippetMaxLength),
        heldUntilAt: instant(),
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
