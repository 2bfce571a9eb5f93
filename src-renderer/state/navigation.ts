import { create } from 'zustand'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { ShownView } from './inbox-views.ts'

export type InboxOrder = 'waiting' | 'recent'

interface Navigation {
  view: ShownView
  /** A saved view, which is shown in place of `view`. */
  savedViewId: string | null
  order: InboxOrder
  conversationId: string | null
  /** The list as it stands on screen: whoever finishes one conversation goes on to the next, and whoever opens one sees it at once. */
  listed: readonly InboxRow[]
}

/** Where this window is. Each window has its own. */
export const useNavigation = create<Navigation>(() => ({
  view: 'open',
  savedViewId: null,
  order: 'waiting',
  conversationId: null,
  listed: [],
}))

export function goToView(view: ShownView): void {
  goTo({ view, savedViewId: null })
}

export function goToSavedView(savedViewId: string): void {
  goTo({ view: useNavigation.getState().view, savedViewId })
}

/** Whoever chooses what they are looking at already keeps the list: it would come again only with its next change. */
function goTo(chosen: Pick<Navigation, 'view' | 'savedViewId'>): void {
  const { view, savedViewId } = useNavigation.getState()
  if (chosen.view !== view || chosen.savedViewId !== savedViewId) useNavigation.setState({ ...chosen, listed: [] })
}

export function openConversation(conversationId: string | null): void {
  useNavigation.setState({ conversationId })
}

export const listedIds = (): readonly string[] =>
  useNavigation.getState().listed.map(({ conversation }) => conversation.id)

/** The one after `conversationId` in the list, else the one before it, else none. */
export function neighbourOf(conversationId: string, ids: readonly string[]): string | null {
  const index = ids.indexOf(conversationId)
  if (index < 0) return null
  return ids[index + 1] ?? ids[index - 1] ?? null
}

/** Whoever has finished one conversation is taken to the next, by the list as it stood; where there is none, they stay. */
export function goOnFrom(conversationId: string, ids: readonly string[]): void {
  const next = neighbourOf(conversationId, ids)
  if (next !== null) openConversation(next)
}
