import type { InboxView } from '#shared/rpc/queries-contract.ts'

/** In the order in which they are shown. */
export const shownViews = ['mine', 'unassigned', 'open', 'snoozed', 'resolved'] as const satisfies readonly InboxView[]
export type ShownView = (typeof shownViews)[number]
