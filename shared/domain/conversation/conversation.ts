import { z } from 'zod'
import type { Branded } from '../../kit/branded.ts'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, id, instant, languageTag, text } from '../../schema/fields.ts'
import { fieldValues } from '../field/field-value.ts'
import { messageAuthors, snippetMaxLength } from '../message/timeline-entry.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'
import { visitSchema } from '../visit/visit.ts'
import { linksMax, mentionedMax } from './limits.ts'
import { priorities } from './priorities.ts'

export type ConversationId = Branded<string, 'ConversationId'>

export const channels = ['chat', 'email', 'whatsapp', 'messenger', 'instagram', 'sms', 'phone'] as const
export type Channel = (typeof channels)[number]

// In a file of its own: windows need the number without the validators.
export { notWaiting } from './not-waiting.ts'

/** `spam` and `merged` stand in no queue and count nowhere. */
export const statuses = ['open', 'snoozed', 'resolved', 'spam', 'merged'] as const

/** What of a conversation a change of its status takes away, for whoever takes that change back. */
const standing = {
  status: z.enum(['open', 'snoozed', 'resolved']),
  snoozedUntilAt: instant(),
  resolvedAt: instant(),
  waitingSinceAt: instant(),
}

export const conversationEntity = defineEntity({
  name: 'conversation',
  version: 3,
  replication: 'synced',
  shape: {
    ...syncedFields,
    id: id('ConversationId'),
    customerId: id('CustomerId'),
    queueId: text(36),
    assigneeId: text(36).nullable(),
    /** Who last gave it to somebody, and its newest number then: as long as nothing followed, they can take that back. */
    handover: z.strictObject({ byId: text(36), number: count() }).nullable(),
    /** To whom it is offered; it is nobody's until they accept. */
    offeredToId: text(36).nullable(),
    /** When the offer ends, by the server's clock; 0 when there is none. */
    offerUntilAt: instant(),
    channel: z.enum(channels),
    subject: text(200),
    status: z.enum(statuses),
    /** When a snoozed conversation comes back, by the server's clock; 0 when it is not snoozed. */
    snoozedUntilAt: instant(),
    /** What it was before somebody changed its status, else null. Spam and what is merged go back to this. */
    before: z.strictObject({ ...standing, unreadCount: count() }).nullable(),
    /** The conversation that goes on in its place. Always one that was not merged itself at that time: there are no circles. */
    mergedIntoId: text(36).nullable(),
    /** With `mergedIntoId`: the number there of the line that tells of it. What follows is said to this one's customer too. */
    mergedAtNumber: count(),
    /** With `mergedIntoId`: what the target was before. */
    targetBefore: z.strictObject(standing).nullable(),
    /** Related conversations. Each of them has this one in its own list. */
    linkedIds: z.array(text(36)).max(linksMax),
    priority: z.enum(priorities),
    /** The customer's language in this conversation. */
    language: languageTag(),
    tags: z.array(text(40)).max(50),
    fields: fieldValues(),
    /** Agents who were named in a note and have not marked it as read. */
    mentionedIds: z.array(text(36)).max(mentionedMax),
    /** `open` while `mentionedIds` holds anybody: what an index can find. */
    mentionState: z.enum(['none', 'open']),
    /** Number of the newest timeline entry; the next one gets this plus one. */
    lastNumber: count(),
    /** The newest replies that went out, of two different agents at most, newest first: so each knows another's newest. */
    lastAnswers: z.array(z.strictObject({ agentId: text(36), number: count() })).max(2),
    /** Replies in it that wait for a person's decision, since a teammate was faster. */
    heldCount: count(),
    lastMessageAt: instant(),
    lastMessageBy: z.enum(messageAuthors),
    /** The beginning of the newest message, for lists. */
    snippet: text(snippetMaxLength),
    /** Since when the customer waits for an answer; `notWaiting` when nobody does. */
    waitingSinceAt: instant(),
    unreadCount: count(),
    /** A reply is delayed until then, and no later one overtakes it. 0: none is. */
    delayedUntilAt: instant(),
    openedAt: instant(),
    resolvedAt: instant(),
    /** Of the web chat: what its page and its forms told, else null. */
    visit: visitSchema.nullable(),
  },
  clear: [
    ...syncedClear,
    'customerId',
    'queueId',
    'assigneeId',
    'offeredToId',
    'channel',
    'status',
    'snoozedUntilAt',
    'mergedIntoId',
    'mentionState',
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
    ['queueId', 'status', 'waitingSinceAt', 'lastMessageAtDesc'],
    ['customerId', 'lastMessageAtDesc'],
    ['offeredToId', 'lastMessageAtDesc'],
    ['mentionState', 'lastMessageAtDesc'],
    ['mergedIntoId', 'lastMessageAtDesc'],
  ],
  root: (row) => ({ kind: 'conversation', id: row.id }),
})

export type Conversation = RowOf<typeof conversationEntity>
