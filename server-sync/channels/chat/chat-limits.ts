import type { Clock } from '#shared/kit/clock.ts'
import { typingEveryMs } from '#shared/sync/around-times.ts'
import { createTokenBuckets } from '../../limits/token-bucket.ts'

/** How fast strangers may go. An address can be a whole office or a mobile network, so it gets more than one visitor. */
export interface ChatLimits {
  mayConnect(address: string): boolean
  maySend(from: { readonly address: string; readonly visitorId: string; readonly brandId: string }): boolean
  /** A conversation that does not exist yet. */
  mayBegin(address: string): boolean
  /** What a page tells of itself; beyond that it waits for the next message. */
  mayDescribe(visitorId: string): boolean
  /** Where somebody stands in line is counted in the database. */
  mayAskPlace(): boolean
  /** Whether another word of their typing is passed on; more of them say nothing new. */
  mayType(visitorId: string): boolean
}

export function createChatLimits(clock: Clock): ChatLimits {
  const connections = createTokenBuckets({ clock, capacity: 100, refillMs: 500 })
  const byAddress = createTokenBuckets({ clock, capacity: 200, refillMs: 100 })
  const byVisitor = createTokenBuckets({ clock, capacity: 20, refillMs: 1_000 })
  const byBrand = createTokenBuckets({ clock, capacity: 2_000, refillMs: 2 })
  const beginnings = createTokenBuckets({ clock, capacity: 60, refillMs: 10_000 })
  const descriptions = createTokenBuckets({ clock, capacity: 10, refillMs: 3_000 })
  const places = createTokenBuckets({ clock, capacity: 100, refillMs: 20 })
  const typing = createTokenBuckets({ clock, capacity: 4, refillMs: typingEveryMs / 2 })
  return {
    mayType: typing.take,
    mayConnect: connections.take,
    maySend: ({ address, visitorId, brandId }) =>
      byVisitor.take(visitorId) && byAddress.take(address) && byBrand.take(brandId),
    mayBegin: beginnings.take,
    mayDescribe: descriptions.take,
    mayAskPlace: () => places.take(''),
  }
}
