import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { fitsFilter, statusesOf } from '#shared/domain/view/fits-filter.ts'
import type { ViewFilter } from '#shared/domain/view/view-filter.ts'
import type { ReadDesk } from '../desk.ts'
import type { RowQuery } from '../store/row-store.ts'

/** Of each status: tags and languages lie sealed, so they are looked for in opened rows. The newest or longest waiting of them. */
const lookedThrough = 2_000

/** What a saved view shows, in this order. */
export async function findFiltered(
  desk: ReadDesk,
  filter: ViewFilter,
  orderBy: readonly string[],
  now: Instant,
): Promise<Conversation[]> {
  const found = await Promise.all(
    statusesOf(filter).map((status) =>
      desk.reader.find('conversation', {
        where: { status, ...narrowed(filter, desk.agentId) },
        orderBy,
        limit: lookedThrough,
      }),
    ),
  )
  const fitting = found.flat().filter((conversation) => fitsFilter(filter, conversation, desk.agentId, now))
  return found.length === 1 ? fitting : fitting.sort(inOrder(orderBy))
}

/** What an index can find by itself: an only assignee. */
function narrowed({ assignees }: ViewFilter, agentId: string): RowQuery['where'] {
  const [only, ...others] = assignees
  if (only === undefined || others.length > 0) return {}
  // Clear fields hold '' where the row has null.
  return { assigneeId: only === 'me' ? agentId : only === 'nobody' ? '' : only }
}

const inOrder = (orderBy: readonly string[]) => (a: Conversation, b: Conversation) =>
  (orderBy[0] === 'waitingSinceAt' ? a.waitingSinceAt - b.waitingSinceAt : 0) || b.lastMessageAt - a.lastMessageAt

export async function countFiltered(
  desk: ReadDesk,
  filters: readonly { readonly id: string; readonly filter: ViewFilter }[],
  now: Instant,
): Promise<Record<string, number>> {
  const counts: [string, number][] = []
  for (const { id, filter } of filters) {
    const found = await findFiltered(desk, filter, ['lastMessageAtDesc'], now)
    counts.push([id, found.length])
  }
  return Object.fromEntries(counts)
}
