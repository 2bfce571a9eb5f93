import type { ChatMessage } from '#shared/sync/chat-protocol.ts'

/** A message like any other, but for what the test is about. */
export function chatMessage(number: number, changes: Partial<ChatMessage> = {}): ChatMessage {
  return {
    messageId: `m${number}`,
    number,
    from: 'agent',
    name: 'Amara Okafor',
    text: `message ${number}`,
    language: 'en',
    createdAt: 1_700_000_000_000 + number * 1_000,
    ...changes,
  }
}
