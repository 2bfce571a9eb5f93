import type { Channel, Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Order } from '#shared/domain/order/order.ts'
import type { ProductKind } from '../catalogue/product.ts'
import type { Person } from '../customers/customer-plan.ts'
import type { AgentId } from '../directory/agents.ts'
import type { BrandId, DemoLanguage } from '../directory/brands.ts'

/**
 * What happens in a conversation, in order. `later` lets that many hours pass; a note without an author is by whoever
 * has the conversation. Opening, the first assignment and the resolution are added by themselves.
 *
 * Texts may hold {order} {product} {tracking} {carrier} {amount} {eta} {name} {city}.
 */
export type Turn =
  | readonly ['customer' | 'agent' | 'bot', string]
  | readonly ['note', string, AgentId?]
  | readonly ['assigned', AgentId]
  | readonly ['resolved' | 'reopened']
  | readonly ['later', number]

/** The order that a conversation is about. Days count back from the conversation's beginning. */
export interface OrderScript {
  /** SKU and, if not one, how many. */
  readonly lines: readonly (readonly [string, number?])[]
  readonly status: Order['status']
  readonly daysAgo: number
  /** What has become of it once the conversation is resolved. */
  readonly after?: Order['status']
}

/** Written by hand from the first word to the last. */
export interface Script {
  readonly brand: BrandId
  readonly who: Person
  readonly channel: Channel
  readonly subject: string
  readonly order?: OrderScript
  readonly tags?: readonly string[]
  readonly priority?: Conversation['priority']
  /** Default: open. */
  readonly status?: Conversation['status']
  /** Whoever has it first; without it nobody has. */
  readonly by?: AgentId
  /** Minutes since the last thing that happened. */
  readonly ago: number
  /** The agent has read what came last. */
  readonly seen?: boolean
  readonly turns: readonly Turn[]
}

/** Used several times, each with another customer, order and opening. */
export interface Template {
  readonly channels: readonly Channel[]
  readonly tags: readonly string[]
  readonly priority?: Conversation['priority']
  /** What {product} may be; anything when missing. */
  readonly about?: readonly ProductKind[]
  readonly order?: Omit<OrderScript, 'lines'>
  /** Subject and first message; each is used in turn. */
  readonly openings: readonly (readonly [string, string])[]
  readonly turns: readonly Turn[]
}

export interface LanguagePack {
  readonly language: DemoLanguage
  readonly scripts: readonly Script[]
  readonly templates: readonly Template[]
}
