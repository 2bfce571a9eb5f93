import type { Customer } from '#shared/domain/customer/customer.ts'
import { shownCustomerId } from '#shared/domain/customer/shown-customer.ts'
import type { ViewFilter } from '#shared/domain/view/view-filter.ts'
import type { InboxRow, InboxView } from '#shared/rpc/queries-contract.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { RowQuery } from '../store/row-store.ts'
import type { Desk, ReadDesk } from '../desk.ts'
import { findFiltered } from './filtered-conversations.ts'

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
    case 'offered':
      return { offeredToId: agentId }
    case 'spam':
      return { status: 'spam' }
    case 'mentions':
      return { mentionState: 'open' }
  }
}

/** Who is named stands inside the row: the few in which anybody is named are looked through. */
const mentionsLookedAt = 2_000
const isMentioned = ({ status, mentionedIds }: Conversation, agentId: string) =>
  status !== 'merged' && mentionedIds.includes(agentId)

async function findMentions({ reader, agentId }: ReadDesk, orderBy: readonly string[]): Promise<Conversation[]> {
  // Only in this order can an index answer; the other one is made here.
  const found = await reader.find('conversation', {
    where: where('mentions', agentId),
    orderBy: orders.recent,
    limit: mentionsLookedAt,
  })
  const mine = found.filter((conversation) => isMentioned(conversation, agentId))
  return orderBy === orders.waiting ? mine.sort((a, b) => a.waitingSinceAt - b.waitingSinceAt) : mine
}

interface InboxQuestion {
  readonly view: InboxView
  readonly queueId?: string | undefined
  readonly filter?: ViewFilter | undefined
  readonly now?: number | undefined
  readonly order: InboxOrder
  readonly limit: number
}

export async function askInbox(desk: ReadDesk, { view, queueId, filter, now = 0, order, limit }: InboxQuestion) {
  if (filter) {
    const found = await findFiltered(desk, filter, orders[order], now)
    return { rows: await toInboxRows(desk, found.slice(0, limit)), hasMore: found.length > limit }
  }
  const found =
    view === 'mentions'
      ? await findMentions(desk, orders[order])
      : await desk.reader.find('conversation', {
          where: { ...where(view, desk.agentId), ...(queueId === undefined ? {} : { queueId }) },
          orderBy: view === 'offered' ? orders.recent : orders[order],
          limit: limit + 1,
        })
  return { rows: await toInboxRows(desk, found.slice(0, limit)), hasMore: found.length > limit }
}

export async function askInboxCounts(desk: Desk): Promise<Record<InboxView, number>> {
  const count = (view: InboxView) => desk.reader.count('conversation', where(view, desk.agentId))
  const [mine, unassigned, open, snoozed, resolved, offered, spam, mentions] = await Promise.all([
    count('mine'),
    count('unassigned'),
    count('open'),
    count('snoozed'),
    count('resolved'),
    count('offered'),
    count('spam'),
    findMentions(desk, orders.recent),
  ])
  return { mine, unassigned, open, snoozed, resolved, offered, spam, mentions: mentions.length }
}

const teamWorkLookedAt = 2_000
const teamWorkMax = 500

/** Whoever has it: an index knows what is open in the order of waiting, not what is nobody's. */
export async function askTeamWork(desk: Desk) {
  const found = await desk.reader.find('conversation', {
    where: { status: 'open' },
    orderBy: orders.waiting,
    limit: teamWorkLookedAt,
  })
  const had = found.filter(({ assigneeId }) => assigneeId !== null)
  return {
    rows: await toInboxRows(desk, had.slice(0, teamWorkMax)),
    hasMore: had.length > teamWorkMax || found.length === teamWorkLookedAt,
  }
}

export async function askQueueCounts(desk: Desk, queueIds: readonly string[]): Promise<Record<string, number>> {
  const counted = queueIds.map(
    async (queueId) => [queueId, await desk.reader.count('conversation', { queueId, status: 'open' })] as const,
  )
  return Object.fromEntries(await Promise.all(counted))
}

export async function askConversation(desk: Desk, conversationId: string): Promise<InboxRow | null> {
  return (await askConversations(desk, [conversationId])).get(conversationId) ?? null
}

export async function askConversations(desk: Desk, ids: readonly string[]): Promise<Map<string, InboxRow>> {
  const found = await desk.reader.get('conversation', ids)
  const rows = await toInboxRows(desk, [...found.values()])
  return new Map(rows.map((row) => [row.conversation.id, row]))
}

const mergedShown = 100

export async function askRelated(desk: Desk, conversationId: string) {
  const [own, merged] = await Promise.all([
    desk.reader.get('conversation', [conversationId]),
    desk.reader.find('conversation', {
      where: { mergedIntoId: conversationId },
      orderBy: orders.recent,
      limit: mergedShown,
    }),
  ])
  const { mergedIntoId = null, linkedIds = [] } = own.get(conversationId) ?? {}
  const others = await askConversations(desk, [...linkedIds, ...(mergedIntoId === null ? [] : [mergedIntoId])])
  return {
    merged: await toInboxRows(
      desk,
      merged.toSorted((a, b) => a.openedAt - b.openedAt),
    ),
    mergedInto: mergedIntoId === null ? null : (others.get(mergedIntoId) ?? null),
    linked: linkedIds.flatMap((linkedId) => others.get(linkedId) ?? []),
  }
}

async function toInboxRows(desk: ReadDesk, conversations: readonly Conversation[]): Promise<InboxRow[]> {
  const ids = [...new Set(conversations.map(({ customerId }) => customerId))]
  const customers = await withShown(desk, await desk.reader.get('customer', ids))
  const nameOf = (id: string) => customers.get(shownCustomerId(id, (each) => customers.get(each)))?.name ?? ''
  return conversations.map((conversation) => ({
    conversation,
    customerName: nameOf(conversation.customerId),
    isPending: desk.layer.foreseen('conversation').has(conversation.id),
  }))
}

/** Merges are few, and chains of them fewer. */
const chainMax = 5

/** And those under whose name merged ones are shown. */
async function withShown({ reader }: ReadDesk, known: Map<string, Customer>): Promise<Map<string, Customer>> {
  for (let step = 0; step < chainMax; step++) {
    const next = [...known.values()].flatMap(({ mergedIntoId }) =>
      mergedIntoId === null || known.has(mergedIntoId) ? [] : mergedIntoId,
    )
    if (next.length === 0) break
    for (const [id, customer] of await reader.get('customer', [...new Set(next)])) known.set(id, customer)
  }
  return known
}
