import { shownViews } from './inbox-views.ts'
import { useNavigation } from './navigation.ts'
import { keepWriting } from './writing.ts'

const key = 'farline.navigation'

type Place = Pick<ReturnType<typeof useNavigation.getState>, 'view' | 'order' | 'conversationId'>
/** An earlier build kept no saved view. */
type Kept = Place & { readonly savedViewId?: string | null }

/** A reload comes back to the same place. A detached window always shows its own conversation. */
export function restoreNavigation(detachedId: string | null): void {
  if (detachedId !== null) {
    useNavigation.setState({ conversationId: detachedId })
    return
  }
  const kept = sessionStorage.getItem(key)
  if (kept !== null) {
    const { view, savedViewId, order, conversationId } = JSON.parse(kept) as Kept
    // A newer window may know other views.
    if (shownViews.includes(view))
      useNavigation.setState({ view, savedViewId: savedViewId ?? null, order, conversationId })
  }
  useNavigation.subscribe(({ view, savedViewId, order, conversationId }) => {
    sessionStorage.setItem(key, JSON.stringify({ view, savedViewId, order, conversationId }))
  })
}

/** Whose place it was is gone. */
export function forgetPlace(): void {
  useNavigation.setState(useNavigation.getInitialState(), true)
  sessionStorage.removeItem(key)
  keepWriting(null)
}
