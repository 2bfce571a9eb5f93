import { create } from 'zustand'

/** The conversations in which this agent has written something and not sent it. */
export const useUnfinished = create<{ conversationIds: ReadonlySet<string> }>(() => ({ conversationIds: new Set() }))

export const useIsUnfinished = (conversationId: string): boolean =>
  useUnfinished(({ conversationIds }) => conversationIds.has(conversationId))
