import { useEffect, useState, useSyncExternalStore } from 'react'
import type { MainClient } from '../../connection/clients.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { type ConversationDrafts, type DraftTimers, createConversationDrafts } from './conversation-drafts.ts'

const timers: DraftTimers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** What is not kept yet stays here when its composer goes. */
const inThisWindow = new Map<string, ConversationDrafts>()

function draftsOf(main: MainClient, conversationId: string): ConversationDrafts {
  const known = inThisWindow.get(conversationId)
  if (known) return known
  const made = createConversationDrafts({
    main,
    conversationId,
    timers,
    onIdle: () => inThisWindow.delete(conversationId),
  })
  inThisWindow.set(conversationId, made)
  return made
}

/** What is typed, kept by main on every pause: a crash of whatever costs at most the last third of a second. */
export function useDrafts(conversationId: string) {
  const { main } = useWorkstation()
  const [drafts] = useState(() => draftsOf(main, conversationId))
  const shown = useSyncExternalStore(drafts.onChange, drafts.get)
  useEffect(() => {
    inThisWindow.set(conversationId, drafts)
    const detach = drafts.attach()
    window.addEventListener('pagehide', drafts.keepNow)
    return () => {
      window.removeEventListener('pagehide', drafts.keepNow)
      detach()
    }
  }, [drafts, conversationId])
  return { drafts, shown }
}
