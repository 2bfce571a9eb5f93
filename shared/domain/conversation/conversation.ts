import { z } from 'zod'
import type { Branded } from '../../kit/branded.ts'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, id, instant, languageTag, text } from '../../schema/fields.ts'
import { messageAuthors, snippetMaxLength } from '../message/timeline-entry.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

export type ConversationId = Branded<string, 'ConversationId'>

export const channels = ['chat', 'email', 'whatsapp', 'messenger', 'instagram', 'sms', 'phone'] as const
export type Channel = (typeof channels)[number]

// In a file of its own: windows need the number without the validators.
export { notWaiting } from './not-waiting.ts'

export const conversationEntity = defineEntity({
  name: 'conversation',
  version: 1,
  replication: 'synced',
  shape: {
    ...syncedFields,
    id: id('ConversationId'),
    customerId: id('CustomerId'),
    queueId: text(36),
    assigneeId: text(36).nullable(),
    channel: z.enum(channels),
    subject: text(200),
    status: z.enum(['open', 'snoozed', 'resolved']),
    /** When a snoozed conversation comes back, by the server's clock; 0 when it is not snoozed. */
    snoozedUntilAt: instant(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']),
    /** The customer's language in this conversation. */
    language: languageTag(),
    tags: z.array(text(40)).max(50),
    /** Number of the newest timeline entry; the next one gets this plus one. */
    lastNumber: count(),
    lastMessageAt: instant(),
    lastMessageBy: z.enum(messageAuthors),
    /** The beginning of the newest message, for lists. */
    snippet: text(snippetMaxLength),
    /** Since when the customer waits for an answer; `notWaiting` when nobody does. */
    waitingSinceAt: instant(),
    unreadCount: count(),
    /** A reply is held until then, and no later one overtakes it. 0: nothing is held. */
    heldUntilAt: instant(),
    openedAt: instant(),
    resolvedAt: instant(),
  },
  clear: [
    ...syncedClear,
    'customerId',
    'queueId',
    'assigneeId',
    'channel',
    'status',
    'snoozedUntilAt',
    'lastMessageAt',
    'waitingSinceAt',
    'unreadCount',
    'lastNumber',
  ],
  descending: ['lastMessageAt'],
  indexes: [
    ['status', 'waitingSinceAt', 'lastMessageAtDesc'],
    ['status', 'lastMessageAtDesc'],
    ['assigneeId', 'status', 'waitingSinceAt', 'lastMessageAtDesc'],
    ['assigneeId', 'status', 'lastMessageAtDesc'],
    ['customerId', 'lastMessageAtDesc'],
  ],
  root: (row) => ({ kind: 'conversation', id: row.id }),
})

export type Conversation = RowOf<typeof conversationEntity>
