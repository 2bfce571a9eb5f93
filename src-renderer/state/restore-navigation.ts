import { shownViews } from './inbox-views.ts'
import { useNavigation } from './navigation.ts'
import { keepWriting } from './writing.ts'

const key = 'farline.navigation'

/** A reload comes back to the same place. A detached window always shows its own conversation. */
export function restoreNavigation(detachedId: string | null): void {
  if (detachedId !== null) {
    useNavigation.setState({ conversationId: detachedId })
    return
  }
  const kept = sessionStorage.getItem(key)
  if (kept !== null) {
    const {
      view,
      savedViewId = null,
      order,
      conversationId,
    } = JSON.parse(kept) as ReturnType<typeof useNavigation.getState>
    // A newer window may know other views.
    if (shownViews.includes(view)) useNavigation.setState({ view, savedViewId, order, conversationId })
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
