import type { Channel } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import type { Order } from '#shared/domain/order/order.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { owned } from '../owned.ts'
import { type SeededRandom, createSeededRandom } from '../seeded-random.ts'
import type { PlannedCustomer } from './customer-plan.ts'
import { placeOf } from './places.ts'

const dayMs = 86_400_000

/** Domains that nobody can register. */
const mailDomains = ['mail.example', 'post.example', 'inbox.example', 'example.com', 'example.net', 'example.org']

export interface CustomerHistory {
  readonly orders: readonly Order[]
  readonly channels: readonly Channel[]
  /** First conversation; `Infinity` without one. */
  readonly firstContactAt: Instant
}

export function customerRow(customer: PlannedCustomer, history: CustomerHistory, now: Instant): Customer {
  const random = createSeededRandom(`customer ${customer.id}`)
  const place = placeOf(customer.country)
  const timeZone = place.cities.find(([city]) => city === customer.city)?.[1]
  if (!timeZone) throw new Error(`${customer.name}: no city ${customer.city} in ${customer.country}`)
  const email = `${customer.handle}@${random.pick(mailDomains)}`
  const phone = random.chance(0.85) || history.channels.some(needsPhone) ? digits(place.phone, random) : ''
  const paid = history.orders.filter((order) => order.status !== 'cancelled' && order.status !== 'refunded')
  const tier = customer.tier ?? tierFor(history.orders.length)
  const firstAt = Math.min(now, history.firstContactAt, ...history.orders.map((order) => order.placedAt))
  return {
    ...owned(customer.brand),
    id: customer.id,
    name: customer.name,
    email,
    phone,
    language: customer.language,
    country: customer.country,
    city: customer.city,
    timeZone,
    tier,
    identities: identities(customer, email, phone, history.channels),
    about: customer.about ?? '',
    customerSinceAt:
      firstAt - random.between(0, tier === 'standard' ? 40 : 700) * dayMs - random.between(1, 1_000) * 60_000,
    orderCount: history.orders.length,
    spentMinor: paid.reduce((sum, order) => sum + order.totalMinor, 0),
    currency: place.currency,
    fields: [],
    mergedIntoId: null,
  }
}

function identities(
  customer: PlannedCustomer,
  email: string,
  phone: string,
  channels: readonly Channel[],
): Customer['identities'] {
  const social = `@${customer.handle.replaceAll('.', '_')}`
  const handles: Record<Channel, string> = {
    chat: email,
    email,
    whatsapp: phone,
    sms: phone,
    phone,
    messenger: social,
    instagram: social,
  }
  const used = new Set<Channel>(['email', ...(phone === '' ? [] : (['phone'] as const)), ...channels])
  used.delete('chat')
  return [...used].map((channel) => ({ channel, handle: handles[channel] }))
}

const needsPhone = (channel: Channel) => channel === 'whatsapp' || channel === 'sms' || channel === 'phone'

function tierFor(orderCount: number): Customer['tier'] {
  if (orderCount >= 6) return 'vip'
  if (orderCount >= 4) return 'gold'
  return orderCount >= 3 ? 'silver' : 'standard'
}

const digits = (pattern: string, random: SeededRandom) =>
  pattern.replace(/#/g, () => String(random.between(0, 9))).replace(/^\+1 [01](\d\d)/, '+1 2$1')
