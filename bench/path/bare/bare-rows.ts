import type { SyncedRows } from '#shared/domain/entities.ts'
import { conversationRow } from '../../../server-sync/testing/workplace.ts'

type Conversation = SyncedRows['conversation']
type Message = SyncedRows['timeline']

const owned = { organisationId: 'bare', brandId: 'bare', rev: 1 }

/** What one customer's message comes to: a conversation … */
export const bareConversation = conversationRow('bare-conversation', 'bare', owned as Partial<Conversation>)
  .row as Conversation

/** … and an entry of its timeline. */
export const bareMessage = (number: number, text: string) =>
  ({
    ...owned,
    id: `bare-${number}`,
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
    mentions: [],
    attachments: [],
    undo: null,
    collidedWith: null,
    createdAt: 1,
  }) as unknown as Message
