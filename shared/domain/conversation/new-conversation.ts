import type { Conversation } from './conversation.ts'
import { notWaiting } from './not-waiting.ts'

type Own = 'id' | 'organisationId' | 'brandId' | 'customerId' | 'channel' | 'openedAt'

/** A conversation in which nothing has happened yet. */
export const newConversation = (given: Pick<Conversation, Own>): Conversation => ({
  rev: 0,
  queueId: '',
  assigneeId: null,
  handover: null,
  offeredToId: null,
  offerUntilAt: 0,
  subject: '',
  status: 'open',
  snoozedUntilAt: 0,
  before: null,
  mergedIntoId: null,
  mergedAtNumber: 0,
  targetBefore: null,
  linkedIds: [],
  priority: 'normal',
  language: '',
  tags: [],
  fields: [],
  mentionedIds: [],
  mentionState: 'none',
  lastNumber: 0,
  lastAnswers: [],
  heldCount: 0,
  lastMessageAt: given.openedAt,
  lastMessageBy: 'nobody',
  snippet: '',
  waitingSinceAt: notWaiting,
  unreadCount: 0,
  delayedUntilAt: 0,
  resolvedAt: 0,
  visit: null,
  ...given,
})
