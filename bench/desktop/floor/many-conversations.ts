import type { RowWrite } from '#shared/domain/command.ts'
import { demoContent } from '../../../server-sync/demo/content/demo-content.ts'

/** Each copy moved last so much earlier than the one before: lists are in one order, and no two stand at the same instant. */
const apartMs = 61_000

/**
 * The demonstration, and its conversations again and again, each with its messages and a customer of its own, until there
 * are so many. Who has them, and how many are open, stays as it is there.
 */
export function manyConversations(now: number, count: number): readonly RowWrite[] {
  const { rows } = demoContent(now)
  const customers = new Map(rows.flatMap((write) => (write.collection === 'customer' ? [[write.row.id, write]] : [])))
  const timelines = new Map<string, RowWrite[]>()
  for (const write of rows) {
    if (write.collection !== 'timeline') continue
    const { conversationId } = write.row
    timelines.set(conversationId, [...(timelines.get(conversationId) ?? []), write])
  }
  const conversations = rows.filter((write) => write.collection === 'conversation')
  const made: RowWrite[] = [...rows]
  for (let index = conversations.length; index < count; index++) {
    const copy = Math.floor(index / conversations.length)
    const original = conversations[index % conversations.length]!.row
    const again = <Id extends string>(id: Id) => `${id}-${copy}` as Id
    const customer = customers.get(original.customerId)
    const conversation = {
      ...original,
      id: again(original.id),
      customerId: again(original.customerId),
      lastMessageAt: original.lastMessageAt - copy * apartMs,
    }
    made.push({ collection: 'conversation', row: conversation })
    for (const entry of timelines.get(original.id) ?? []) {
      if (entry.collection !== 'timeline') continue
      const row = { ...entry.row, id: again(entry.row.id), conversationId: conversation.id }
      made.push({ collection: 'timeline', row })
    }
    if (customer) made.push({ collection: 'customer', row: { ...customer.row, id: conversation.customerId } })
  }
  return withoutTwice(made)
}

/** One customer has several conversations. */
function withoutTwice(rows: readonly RowWrite[]): readonly RowWrite[] {
  return [...new Map(rows.map((write) => [`${write.collection} ${write.row.id}`, write])).values()]
}
