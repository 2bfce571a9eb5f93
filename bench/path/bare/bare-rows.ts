import type { SyncedRows } from '#shared/domain/entities.ts'

type Conversation = SyncedRows['conversation']
type Message = SyncedRows['timeline']

const owned = { organisationId: 'bare', brandId: 'bare' }

/** What one customer's message comes to: a conversation with the fields that every conversation has … */
export const bareConversation = {
  ...owned,
  id: 'bare-conversation',
  rev: 1,
  customerId: 'bare-customer',
  queueId: '',
  assigneeId: null,
  channel: 'chat',
  subject: 'A question for the bench',
  status: 'open',
  snoozedUntilAt: 0,
  priority: 'normal',
  language: 'en',
  tags: [],
  lastNumber: 0,
  lastMessageAt: 1,
  lastMessageBy: 'customer',
  snippet: '',
  waitingSinceAt: 1,
  unreadCount: 0,
  heldUntilAt: 0,
  openedAt: 1,
  resolvedAt: 0,
} as unknown as Conversation

/** … and an entry of its timeline. */
export const bareMessage = (number: number, text: string) =>
  ({
    ...owned,
    id: `bare-${number}`,
    rev: 1,
    conversationId: bareConversation.id,
    number,
    kind: 'message',
    authorKind: 'customer',
    authorId: 'bare-customer',
    text,
    language: 'en',
    event: null,
    deliveryState: 'none',
    dueAt: 0,
    undo: null,
    createdAt: 1,
  }) as unknown as Message
