import { create } from 'zustand'
import type { InboxView } from '#shared/rpc/queries-contract.ts'

export type InboxOrder = 'waiting' | 'recent'

interface Navigation {
  view: InboxView
  order: InboxOrder
  conversationId: string | null
  /** The list as it stands on screen, so that whoever finishes one conversation can go on to the next. */
  listedIds: readonly string[]
}

/** Where this window is. Each window has its own. */
export const useNavigation = create<Navigation>(() => ({
  view: 'open',
  order: 'waiting',
  conversationId: null,
  listedIds: [],
}))

export function goToView(view: InboxView): void {
  useNavigation.setState({ view, listedIds: [] })
}

export function openConversation(conversationId: string | null): void {
  useNavigation.setState({ conversationId })
}

/** The one after `conversationId` in the list, else the one before it, else none. */
export function neighbourOf(conversationId: string, listedIds: readonly string[]): string | null {
  const index = listedIds.indexOf(conversationId)
  if (index < 0) return null
  return listedIds[index + 1] ?? listedIds[index - 1] ?? null
}

/** Whoever has finished one conversation is taken to the next, by the list as it stood; where there is none, they stay. */
export function goOnFrom(conversationId: string, listedIds: readonly string[]): void {
  const next = neighbourOf(conversationId, listedIds)
  if (next !== null) openConversation(next)
}
