import type { Submitted } from '../actions/submit.ts'
import { goOnFrom, listedIds } from '../state/navigation.ts'
import { announce } from '../ui/announcer.ts'
import { useSubmitFeedback } from './use-submit-feedback.ts'

/** For what takes a conversation out of sight: says so once it is saved, and goes on with the one that followed it. */
export function usePuttingAway() {
  const wasSaved = useSubmitFeedback()
  return async (conversationId: string, act: () => Promise<Submitted>, said: string): Promise<void> => {
    // As the list stood when it was asked for: the conversation may leave it before main answers.
    const ids = listedIds()
    if (!wasSaved(await act())) return
    announce(said)
    goOnFrom(conversationId, ids)
  }
}
