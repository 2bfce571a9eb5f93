import type { Instant } from '#shared/kit/clock.ts'
import type { Order } from '#shared/domain/order/order.ts'
import { type DemoCurrency, minorUnits } from '../catalogue/product.ts'
import type { PlannedCustomer } from '../customers/customer-plan.ts'
import { placeOf } from '../customers/places.ts'

export interface SlotSource {
  readonly customer: PlannedCustomer
  readonly productTitle: string
  readonly order: Order | undefined
  /** What {eta} says. */
  readonly etaAt: Instant
}

/** Puts order numbers, amounts and dates into a text, the way the customer's country writes them. */
export function fillSlots(text: string, { customer, productTitle, order, etaAt }: SlotSource): string {
  const { locale, cities } = placeOf(customer.country)
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => {
    switch (slot) {
      case 'order':
        return known(order, slot).reference
      case 'tracking':
        return known(order, slot).trackingNumber
      case 'carrier':
        return placeOf(customer.country).carrier
      case 'amount':
        return money(known(order, slot), locale)
      case 'product':
        return productTitle
      case 'eta': {
        const timeZone = cities.find(([city]) => city === customer.city)?.[1] ?? 'UTC'
        return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
          etaAt,
        )
      }
      case 'name':
        return addressed(customer)
      default:
        throw new Error(`unknown slot {${slot}}`)
    }
  })
}

function known(order: Order | undefined, slot: string): Order {
  if (!order) throw new Error(`{${slot}} without an order`)
  return order
}

function money(order: Order, locale: string): string {
  const units = minorUnits(order.currency as DemoCurrency)
  const style = { style: 'currency', currency: order.currency, minimumFractionDigits: units === 1 ? 0 : 2 } as const
  return new Intl.NumberFormat(locale, style).format(order.totalMinor / units)
}

/** As an agent says the name: all of it in German, the family's with an honorific in Japan, otherwise the first. */
function addressed({ name, language }: PlannedCustomer): string {
  const first = name.split(' ')[0] ?? name
  if (language === 'ja') return `${first}様`
  if (language === 'ko') return `${name} 고객님`
  return language === 'de' ? name : first
}
