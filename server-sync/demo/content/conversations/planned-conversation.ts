import type { Channel, Conversation } from '#shared/domain/conversation/conversation.ts'
import type { PlannedCustomer } from '../customers/customer-plan.ts'
import type { AgentId } from '../directory/agents.ts'
import type { BrandId, DemoLanguage } from '../directory/brands.ts'
import type { OrderScript, Turn } from './script.ts'

/** A conversation before its times are worked out and its slots filled, hand-written or from a template. */
export interface PlannedConversation {
  readonly id: Conversation['id']
  readonly brand: BrandId
  readonly language: DemoLanguage
  readonly customer: PlannedCustomer
  readonly channel: Channel
  readonly subject: string
  readonly tags: readonly string[]
  readonly priority: Conversation['priority']
  readonly status: Conversation['status']
  readonly by: AgentId | undefined
  readonly agoMs: number
  readonly isSeen: boolean
  readonly turns: readonly Turn[]
  readonly order: OrderScript | undefined
  /** What {product} stands for. */
  readonly sku: string
  /** Templates tell of parcels that come when they should; hand-written ones may be overdue. */
  readonly isOnTime: boolean
}
