import type { Customer } from '#shared/domain/customer/customer.ts'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import type { Desk } from '../desk.ts'
import { toRefusalCard } from '../local/refusal-cards.ts'

/** As many as anybody would scroll through; a bound all the same. */
const many = 5000
const ordersShown = 100
const conversationsShown = 200

export async function askTimeline({ reader }: Desk, conversationId: string, limit: number) {
  const newestFirst = await reader.find('timeline', { where: { conversationId }, orderBy: ['numberDesc'], limit })
  return newestFirst.reverse()
}

/** As one person, whatever rows they are spread over. */
export async function askCustomer({ reader }: Desk, customerId: string) {
  const shown = await shownCustomer(reader, customerId)
  const merged = shown ? await mergedInto(reader, shown.id) : []
  const ids = [shown?.id ?? customerId, ...merged.map(({ id }) => id)]
  const [orders, conversations] = await Promise.all([
    Promise.all(
      ids.map((id) =>
        reader.find('order', { where: { customerId: id }, orderBy: ['placedAtDesc'], limit: ordersShown }),
      ),
    ),
    Promise.all(
      ids.map((id) =>
        reader.find('conversation', {
          where: { customerId: id },
          orderBy: ['lastMessageAtDesc'],
          limit: conversationsShown,
        }),
      ),
    ),
  ])
  return {
    customer: shown,
    merged,
    orders: orders
      .flat()
      .sort((a, b) => b.placedAt - a.placedAt)
      .slice(0, ordersShown),
    conversations: conversations
      .flat()
      .sort((a, b) => b.lastMessageAt - a.lastMessageAt)
      .slice(0, conversationsShown),
  }
}

/** Bounds against damaged rows: merging makes no circles. */
const mergesMax = 50
const mergedShown = 50

async function shownCustomer(reader: Desk['reader'], customerId: string): Promise<Customer | null> {
  let shown: Customer | null = null
  let next: string | null = customerId
  for (let step = 0; next !== null && step < mergesMax; step++) {
    const found: Customer | undefined = (await reader.get('customer', [next])).get(next)
    if (!found) break
    shown = found
    next = found.mergedIntoId
  }
  return shown
}

async function mergedInto(reader: Desk['reader'], customerId: string): Promise<Customer[]> {
  const merged: Customer[] = []
  const queue = [customerId]
  for (let next = queue.shift(); next !== undefined && merged.length < mergedShown; next = queue.shift()) {
    const found = await reader.find('customer', { where: { mergedIntoId: next }, orderBy: [], limit: mergedShown })
    merged.push(...found)
    queue.push(...found.map(({ id }): string => id))
  }
  return merged
}

export const askDirectory = ({ reader }: Pick<Desk, 'reader'>) =>
  reader.find('directory', { where: {}, orderBy: [], limit: many })

/** Of the brand, and what belongs to the whole organisation. */
export async function askKnowledge({ reader }: Desk, brandId: string, kind: 'article' | 'macro') {
  const found = await reader.find('knowledge', { where: { kind }, orderBy: ['language'], limit: many })
  return found.filter((article) => article.brandId === brandId || article.brandId === '')
}

/** Newest first. */
export async function askRefusals({ reader, doings }: Desk): Promise<RefusalCard[]> {
  const found = await reader.find('local', { where: { kind: 'refusal' }, orderBy: ['updatedAt'], limit: many })
  // Which belong together is known once what was done here is loaded.
  await doings.list()
  return found.reverse().map((record) => {
    const card = toRefusalCard(record)
    return { ...card, togetherId: doings.togetherIdOf(card.commandId) }
  })
}
