import type { InboxRow, InboxView } from '#shared/rpc/queries-contract.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { RowQuery } from '../store/row-store.ts'
import type { Desk } from '../desk.ts'

export type InboxOrder = 'waiting' | 'recent'

const orders: Record<InboxOrder, readonly string[]> = {
  /** Who waits longest comes first; then, where nobody waits, what moved last. */
  waiting: ['waitingSinceAt', 'lastMessageAtDesc'],
  recent: ['lastMessageAtDesc'],
}

/** Clear fields hold '' where the row has null. */
const nobody = ''

function where(view: InboxView, agentId: string): RowQuery['where'] {
  switch (view) {
    case 'mine':
      return { assigneeId: agentId, status: 'open' }
    case 'unassigned':
      return { assigneeId: nobody, status: 'open' }
    case 'open':
      return { status: 'open' }
    case 'snoozed':
      return { status: 'snoozed' }
    case 'resolved':
      return { status: 'resolved' }
  }
}

export async function askInbox(desk: Desk, view: InboxView, order: InboxOrder, limit: number) {
  const query = { where: where(view, desk.agentId), orderBy: orders[order], limit: limit + 1 }
  const found = await desk.reader.find('conversation', query)
  return { rows: await toInboxRows(desk, found.slice(0, limit)), hasMore: found.length > limit }
}

export async function askInboxCounts(desk: Desk): Promise<Record<InboxView, number>> {
  const count = (view: InboxView) => desk.reader.count('conversation', where(view, desk.agentId))
  const [mine, unassigned, open, snoozed, resolved] = await Promise.all([
    count('mine'),
    count('unassigned'),
    count('open'),
    count('snoozed'),
    count('resolved'),
  ])
  return { mine, unassigned, open, snoozed, resolved }
}

export async function askConversation(desk: Desk, conversationId: string): Promise<InboxRow | null> {
  return (await askConversations(desk, [conversationId])).get(conversationId) ?? null
}

export async function askConversations(desk: Desk, ids: readonly string[]): Promise<Map<string, InboxRow>> {
  const found = await desk.reader.get('conversation', ids)
  const rows = await toInboxRows(desk, [...found.values()])
  return new Map(rows.map((row) => [row.conversation.id, row]))
}

async function toInboxRows(desk: Desk, conversations: readonly Conversation[]): Promise<InboxRow[]> {
  const ids = [...new Set(conversations.map(({ customerId }) => customerId))]
  const customers = await desk.reader.get('customer', ids)
  return conversations.map((conversation) => ({
    conversation,
    customerName: customers.get(conversation.customerId)?.name ?? '',
    isPending: desk.layer.foreseen('conversation').has(conversation.id),
  }))
}
