import type { WebSocket } from 'ws'
import { serverKey } from '../../db/server-key.ts'
import { type ChatNeeds, serveChat } from './chat-connection.ts'
import { startChatDelivery } from './chat-delivery.ts'
import { createChatLimits } from './chat-limits.ts'
import { createChatRooms } from './chat-rooms.ts'
import { createVisitorTokens } from './visitor-token.ts'

interface Options extends Omit<ChatNeeds, 'rooms' | 'ends' | 'tokens' | 'limits'> {
  readonly pollMs: number
}

/** The customers' web chat: one channel of several to come. */
export interface Chat {
  mayConnect(address: string): boolean
  accept(socket: WebSocket, address: string): void
  /** Something was committed: perhaps a message for a customer who is here. */
  wake(): void
  /** An agent writes a reply in this conversation. */
  agentTypes(conversationId: string): void
  readonly connected: number
  stop(): Promise<void>
}

export async function startChat(options: Options): Promise<Chat> {
  const { database, clock, pollMs, onFailure } = options
  const rooms = createChatRooms()
  const ends = createChatRooms()
  const limits = createChatLimits(clock)
  const tokens = createVisitorTokens(await serverKey(database, 'visitor-token'), clock)
  const delivery = startChatDelivery({ database, clock, rooms, pollMs, onFailure })
  const connections = new Set<ReturnType<typeof serveChat>>()

  return {
    mayConnect: limits.mayConnect,
    accept(socket, address) {
      const connection = serveChat(socket, address, { ...options, rooms, ends, tokens, limits })
      connections.add(connection)
      socket.on('close', () => connections.delete(connection))
    },
    wake: delivery.wake,
    agentTypes: ends.agentTypes,
    get connected() {
      return connections.size
    },
    async stop() {
      await Promise.all([...connections].map((connection) => connection.settled()))
      await delivery.stop()
    },
  }
}
