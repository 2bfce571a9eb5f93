import type { Clock } from '#shared/kit/clock.ts'
import { typingEveryMs } from '#shared/sync/around-protocol.ts'
import { createTokenBuckets } from '../../limits/token-bucket.ts'

/** How fast strangers may go. An address can be a whole office or a mobile network, so it gets more than one visitor. */
export interface ChatLimits {
  mayConnect(address: string): boolean
  maySend(address: string, visitorId: string): boolean
  /** Whether another word of their typing is passed on; more of them say nothing new. */
  mayType(visitorId: string): boolean
}

export function createChatLimits(clock: Clock): ChatLimits {
  const connections = createTokenBuckets({ clock, capacity: 100, refillMs: 500 })
  const byAddress = createTokenBuckets({ clock, capacity: 200, refillMs: 100 })
  const byVisitor = createTokenBuckets({ clock, capacity: 20, refillMs: 1_000 })
  const typing = createTokenBuckets({ clock, capacity: 4, refillMs: typingEveryMs / 2 })
  return {
    mayType: typing.take,
    mayConnect: connections.take,
    maySend: (address, visitorId) => byVisitor.take(visitorId) && byAddress.take(address),
  }
}
