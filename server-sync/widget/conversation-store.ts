import type { ChatMessage } from '#shared/sync/chat-protocol.ts'

export interface ConversationStore {
  /** In the server's order. */
  all(): readonly ChatMessage[]
  /**
   * A `welcome` is the truth: what it does not hold was never committed. It reaches back only so far, though: what is known
   * from before its first message stays, when that is a message of the same conversation.
   */
  replaceAll(messages: readonly ChatMessage[]): void
  has(messageId: string): boolean
  /** False when it was known already. */
  add(message: ChatMessage): boolean
}

const byNumber = (a: ChatMessage, b: ChatMessage) => a.number - b.number

/** What was said: once each by `messageId`, ordered by the server's `number`, whatever order it arrived in. */
export function createConversationStore(): ConversationStore {
  let known = new Map<string, ChatMessage>()
  let ordered: readonly ChatMessage[] = []

  return {
    all: () => ordered,
    replaceAll(messages) {
      const first = [...messages].sort(byNumber)[0]
      const isSameConversation = first !== undefined && known.has(first.messageId)
      const earlier = isSameConversation ? ordered.filter(({ number }) => number < first.number) : []
      known = new Map([...earlier, ...messages].map((message) => [message.messageId, message]))
      ordered = [...known.values()].sort(byNumber)
    },
    has: (messageId) => known.has(messageId),
    add(message) {
      if (known.has(message.messageId)) return false
      known.set(message.messageId, message)
      ordered = [...known.values()].sort(byNumber)
      return true
    },
  }
}
