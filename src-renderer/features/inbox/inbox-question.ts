import type { ViewFilter } from '#shared/domain/view/view-filter.ts'
import type { InboxView } from '#shared/rpc/queries-contract.ts'
import type { InboxOrder } from '../../state/navigation.ts'

export const inboxPageSize = 100

interface Shown {
  readonly view: InboxView
  readonly order: InboxOrder
}

interface Wanted extends Shown {
  readonly limit: number
  readonly filter?: ViewFilter | undefined
  readonly now: number
}

/** What a list is asked of the replica, in the words by which it is known again. */
export function inboxQuestion({ view, order, limit, filter, now }: Wanted) {
  const input = { view, order, limit, ...(filter && { filter, now }) }
  return { input, question: `inbox ${JSON.stringify(input)}` }
}

/** Of a view that is opened, and is no saved one. */
export const firstInboxQuestion = ({ view, order }: Shown) =>
  inboxQuestion({ view, order, limit: inboxPageSize, now: 0 })
