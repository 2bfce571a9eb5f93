import type { Order } from '#shared/domain/order/order.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { products } from '../catalogue/product.ts'
import type { PlannedConversation } from '../conversations/planned-conversation.ts'
import type { PlannedCustomer } from '../customers/customer-plan.ts'
import { placeOf } from '../customers/places.ts'
import { type SeededRandom, createSeededRandom } from '../seeded-random.ts'
import type { PlannedOrder } from './planned-order.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The order that a conversation speaks of, in the state that it is in by now. */
export function planOrderOf(
  conversation: PlannedConversation,
  openedAt: Instant,
  now: Instant,
): PlannedOrder | undefined {
  const { order, customer } = conversation
  if (!order) return undefined
  const random = createSeededRandom(`order ${conversation.id}`)
  const transitMs = placeOf(customer.country).transitDays * dayMs
  const arrived = order.status === 'delivered' || order.status === 'returned' || order.status === 'refunded'
  const agoMs = Math.max(order.daysAgo * dayMs, arrived ? transitMs + dayMs : 0)
  const beforeMs = random.between(9, 25) * minuteMs
  // `placed` orders come about while the two are talking.
  const placedAt =
    order.status === 'placed' ? now - conversation.agoMs - Math.round(beforeMs / 8) : openedAt - agoMs - beforeMs
  const onTimeAt = placedAt + transitMs
  const expectedAt =
    arrived || !conversation.isOnTime ? onTimeAt : Math.max(onTimeAt, openedAt + random.between(20, 70) * hourMs)
  const plan = { customer, lines: order.lines, placedAt, expectedAt, conversationId: conversation.id }
  if (conversation.status !== 'resolved') return { ...plan, status: order.status }
  return { ...plan, status: order.after ?? statusByNow(order.status, plan, now) }
}

function statusByNow(
  status: Order['status'],
  { placedAt, expectedAt }: Pick<PlannedOrder, 'placedAt' | 'expectedAt'>,
  now: Instant,
): Order['status'] {
  if (status !== 'placed' && status !== 'paid' && status !== 'packed' && status !== 'shipped') return status
  if (now > expectedAt) return 'delivered'
  return now - placedAt > 2 * dayMs ? 'shipped' : status
}

/** What customers bought besides, over a year and a half. */
export function planOtherOrders(customers: readonly PlannedCustomer[], now: Instant): readonly PlannedOrder[] {
  const random = createSeededRandom('other orders')
  return customers.flatMap((customer) =>
    Array.from({ length: appetite(customer, random) }, (): PlannedOrder => {
      const agoMs = Math.round(3 * hourMs + 540 * dayMs * random.next() ** 2)
      const placedAt = now - agoMs
      const transitMs = placeOf(customer.country).transitDays * dayMs
      return {
        customer,
        lines: basket(customer, random),
        status: statusAt(agoMs, transitMs, random),
        placedAt,
        expectedAt: placedAt + transitMs,
        conversationId: '',
      }
    }),
  )
}

function appetite({ tier }: PlannedCustomer, random: SeededRandom): number {
  if (tier === 'vip') return random.between(5, 8)
  if (tier === 'gold') return random.between(3, 5)
  if (tier === 'silver') return random.between(2, 3)
  const draw = random.next()
  if (draw < 0.35) return 0
  if (draw < 0.75) return 1
  return draw < 0.93 ? 2 : random.between(3, 6)
}

function basket({ brand }: PlannedCustomer, random: SeededRandom): PlannedOrder['lines'] {
  const size = random.pick([1, 1, 1, 2, 2, 3])
  const skus = new Set(Array.from({ length: size }, () => random.pick(products[brand]).sku))
  return [...skus].map((sku) => [sku, random.chance(0.15) ? 2 : 1])
}

function statusAt(agoMs: number, transitMs: number, random: SeededRandom): Order['status'] {
  if (random.chance(0.03)) return 'cancelled'
  if (agoMs < 8 * hourMs) return 'placed'
  if (agoMs < dayMs) return 'paid'
  if (agoMs < 1.5 * dayMs) return 'packed'
  if (agoMs < transitMs) return 'shipped'
  return agoMs > transitMs + 8 * dayMs && random.chance(0.06) ? 'refunded' : 'delivered'
}
