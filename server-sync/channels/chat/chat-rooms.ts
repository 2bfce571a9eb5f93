import type { SaidMessage } from './chat-messages.ts'

export interface ChatListener {
  say(message: SaidMessage): void
  /** An agent writes a reply. */
  agentTypes(): void
}

/** The chats that are open on this node, by conversation: one customer may have several tabs. */
export interface ChatRooms {
  join(conversationId: string, listener: ChatListener): () => void
  say(conversationId: string, message: SaidMessage, except?: ChatListener): void
  agentTypes(conversationId: string): void
  readonly conversationIds: readonly string[]
}

export function createChatRooms(): ChatRooms {
  const rooms = new Map<string, Set<ChatListener>>()
  return {
    join(conversationId, listener) {
      const room = rooms.get(conversationId) ?? new Set()
      rooms.set(conversationId, room.add(listener))
      return () => {
        room.delete(listener)
        if (room.size === 0 && rooms.get(conversationId) === room) rooms.delete(conversationId)
      }
    },
    say(conversationId, message, except) {
      for (const listener of rooms.get(conversationId) ?? []) if (listener !== except) listener.say(message)
    },
    agentTypes(conversationId) {
      for (const listener of rooms.get(conversationId) ?? []) listener.agentTypes()
    },
    get conversationIds() {
      return [...rooms.keys()]
    },
  }
}
