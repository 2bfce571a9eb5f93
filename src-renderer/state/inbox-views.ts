import type { InboxView } from '#shared/rpc/queries-contract.ts'

/** In the order in which they are shown. */
export const shownViews = [
  'mine',
  'offered',
  'mentions',
  'unassigned',
  'open',
  'snoozed',
  'resolved',
  'spam',
] as const satisfies readonly InboxView[]
export type ShownView = (typeof shownViews)[number]
