import { systemClock } from '#shared/kit/clock.ts'
import { type Chat, createChat } from '../../../server-sync/widget/chat.ts'
import { newMessageId } from '../../../server-sync/widget/new-message-id.ts'
import type { BrowserStorage } from './browser-storage.ts'
import { openChatSocket } from './open-chat-socket.ts'

/** A page of the shop, with a chat that is yet to be started. */
export interface Tab {
  readonly chat: Chat
  /** Without a word to anybody, as browsers do. */
  close(): void
}

export function openTab(storage: BrowserStorage, url: string, brandId: string, changed: (chat: Chat) => void): Tab {
  const closed = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const store = storage.openTab((key) => chat.storedElsewhere(key))
  const chat: Chat = createChat({
    store,
    clock: systemClock,
    after(delayMs, run) {
      if (closed.signal.aborted) return () => undefined
      const timer = setTimeout(() => {
        timers.delete(timer)
        run()
      }, delayMs)
      timers.add(timer)
      return () => {
        timers.delete(timer)
        clearTimeout(timer)
      }
    },
    random: Math.random,
    newId: () => newMessageId(),
    // This customer sends words alone.
    keeper: { all: () => Promise.resolve([]), put: () => undefined, remove: () => undefined },
    sendFile: () => Promise.resolve({ end: 'later' }),
    openSocket: (events) => openChatSocket(url, events, closed.signal),
    visitor: { brandId, language: 'en', timeZone: 'Europe/Lisbon' },
    changed: () => !closed.signal.aborted && changed(chat),
  })
  return {
    chat,
    close() {
      closed.abort()
      store.close()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
