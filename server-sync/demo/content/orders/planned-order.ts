import type { Order } from '#shared/domain/order/order.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { brandPrefix } from '../directory/brands.ts'
import { type DemoCurrency, priceMinorIn, productBySku } from '../catalogue/product.ts'
import type { PlannedCustomer } from '../customers/customer-plan.ts'
import { placeOf } from '../customers/places.ts'
import { owned } from '../owned.ts'
import { createSeededRandom } from '../seeded-random.ts'

/** An order before it has its number: numbers follow the time of placing. */
export interface PlannedOrder {
  readonly customer: PlannedCustomer
  readonly lines: readonly (readonly [string, number?])[]
  readonly status: Order['status']
  readonly placedAt: Instant
  readonly expectedAt: Instant
  /** The conversation that tells of it; empty for the others. */
  readonly conversationId: string
}

const hasLeft: readonly Order['status'][] = ['shipped', 'delivered', 'returned', 'refunded']

/** Numbers every brand's orders in the order of placing, with the gaps that other customers' orders make. */
export function orderRows(planned: readonly PlannedOrder[]): readonly { plan: PlannedOrder; row: Order }[] {
  const random = createSeededRandom('references')
  const counters = { nh: 41_207, kc: 20_418 }
  return planned
    .toSorted((one, other) => one.placedAt - other.placedAt)
    .map((plan) => {
      const prefix = brandPrefix[plan.customer.brand]
      counters[prefix] += random.between(3, 23)
      const place = placeOf(plan.customer.country)
      const isOnTheWay = hasLeft.includes(plan.status)
      const lines = orderLines(plan, place.currency)
      const digits = String(random.between(1_000_000_000, 9_999_999_999))
      const row: Order = {
        ...owned(plan.customer.brand),
        id: `order-${prefix}-${counters[prefix]}`,
        customerId: plan.customer.id,
        reference: `${prefix.toUpperCase()}-${counters[prefix]}`,
        status: plan.status,
        placedAt: plan.placedAt,
        expectedAt: plan.status === 'cancelled' ? 0 : plan.expectedAt,
        currency: place.currency,
        totalMinor: lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0),
        lines,
        carrier: isOnTheWay ? place.carrier : '',
        trackingNumber: isOnTheWay ? `${plan.customer.country}${digits}` : '',
      }
      return { plan, row }
    })
}

function orderLines({ customer, lines }: PlannedOrder, currency: DemoCurrency): Order['lines'] {
  return lines.map(([sku, quantity = 1]) => {
    const product = productBySku(sku)
    const title = product.titles[customer.language] ?? product.titles.en
    return { sku, title, quantity, priceMinor: priceMinorIn(product, currency) }
  })
}
