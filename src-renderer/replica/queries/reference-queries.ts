import type { CustomerId } from '#shared/domain/customer/customer.ts'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import type { Desk } from '../desk.ts'
import { toRefusalCard } from '../local/refusal-cards.ts'

/** As many as anybody would scroll through; a bound all the same. */
const many = 5000
const ordersShown = 100
const conversationsShown = 50

export async function askTimeline({ reader }: Desk, conversationId: string, limit: number) {
  const newestFirst = await reader.find('timeline', { where: { conversationId }, orderBy: ['numberDesc'], limit })
  return newestFirst.reverse()
}

export async function askCustomer({ reader }: Desk, customerId: string) {
  const [customers, orders, conversations] = await Promise.all([
    reader.get('customer', [customerId as CustomerId]),
    reader.find('order', { where: { customerId }, orderBy: ['placedAtDesc'], limit: ordersShown }),
    reader.find('conversation', { where: { customerId }, orderBy: ['lastMessageAtDesc'], limit: conversationsShown }),
  ])
  return { customer: customers.get(customerId) ?? null, orders, conversations }
}

export const askDirectory = ({ reader }: Desk) => reader.find('directory', { where: {}, orderBy: [], limit: many })

/** Of the brand, and what belongs to the whole organisation. */
export async function askKnowledge({ reader }: Desk, brandId: string, kind: 'article' | 'macro') {
  const found = await reader.find('knowledge', { where: { kind }, orderBy: ['language'], limit: many })
  return found.filter((article) => article.brandId === brandId || article.brandId === '')
}

/** Newest first. */
export async function askRefusals({ reader }: Desk): Promise<RefusalCard[]> {
  const found = await reader.find('local', { where: { kind: 'refusal' }, orderBy: ['updatedAt'], limit: many })
  return found.reverse().map(toRefusalCard)
}
