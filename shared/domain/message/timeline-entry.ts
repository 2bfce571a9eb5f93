import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, id, instant, languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/** `none`: nothing is delivered to a customer. `queued` and `sending` exist only on the agent's desk. */
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
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const messageMaxLength = 8_000

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
    event: z
      .strictObject({ type: z.enum(['opened', 'assigned', 'unassigned', 'resolved', 'reopened']), subjectId: text(36) })
      .nullable(),
    deliveryState: z.enum(deliveryStates),
    createdAt: instant(),
  },
  clear: [...syncedClear, 'conversationId', 'number', 'kind', 'deliveryState', 'createdAt'],
  descending: ['number'],
  indexes: [['conversationId', 'numberDesc']],
  root: (row) => ({ kind: 'conversation', id: row.conversationId }),
})

export type TimelineEntry = RowOf<typeof timelineEntity>
