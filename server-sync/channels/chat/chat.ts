import type { WebSocket } from 'ws'
import { serverKey } from '../../db/server-key.ts'
import type { Uploader } from '../../files/uploads.ts'
import { findChatBrand } from './chat-brand.ts'
import { type ChatNeeds, serveChat } from './chat-connection.ts'
import { uploaderOf } from './guest.ts'
import { startChatDelivery } from './chat-delivery.ts'
import { createChatLimits } from './chat-limits.ts'
import { createChatRooms } from './chat-rooms.ts'
import { chatSecretKey, createChatIdentities } from './chat-secrets.ts'
import { createSpamShield } from './spam-shield.ts'
import { createVisitorTokens } from './visitor-token.ts'
import { createWaitingTimes } from './waiting-times.ts'

type Own = 'rooms' | 'ends' | 'tokens' | 'limits' | 'identities' | 'idKey' | 'shield' | 'waits'

interface Options extends Omit<ChatNeeds, Own> {
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
  /** As whom the visitor of this token sends files; `undefined` where it is worth nothing, or its brand is not served here. */
  uploaderOf(token: string): Promise<Uploader | undefined>
  readonly connected: number
  stop(): Promise<void>
}

export async function startChat(options: Options): Promise<Chat> {
  const { database, clock, pollMs, onFailure } = options
  const rooms = createChatRooms()
  const ends = createChatRooms()
  const limits = createChatLimits(clock)
  const tokens = createVisitorTokens(await serverKey(database, 'visitor-token'), clock)
  const identities = createChatIdentities(database, await chatSecretKey(database), clock)
  const idKey = await serverKey(database, 'visitor-id')
  const shield = createSpamShield(clock)
  const waits = createWaitingTimes()
  const delivery = startChatDelivery({ database, clock, rooms, pollMs, onFailure })
  const connections = new Set<ReturnType<typeof serveChat>>()

  return {
    mayConnect: limits.mayConnect,
    accept(socket, address) {
      const connection = serveChat(socket, address, {
        ...options,
        rooms,
        ends,
        tokens,
        limits,
        identities,
        idKey,
        shield,
        waits,
      })
      connections.add(connection)
      socket.on('close', () => connections.delete(connection))
    },
    wake: delivery.wake,
    agentTypes: ends.agentTypes,
    async uploaderOf(token) {
      const visitor = tokens.read(token)
      const brand = visitor && (await findChatBrand(database, visitor.brandId))
      return visitor && brand && uploaderOf({ visitor, brand })
    },
    get connected() {
      return connections.size
    },
    async stop() {
      await Promise.all([...connections].map((connection) => connection.settled()))
      await delivery.stop()
    },
  }
}
