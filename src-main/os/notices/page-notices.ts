import type { Notice } from '#shared/rpc/os-contract.ts'
import { type EventQueue, createEventQueue } from '../../flow/event-queue.ts'
import type { NoticeCentre } from './notifier.ts'

/**
 * Notifications by whatever pages are open: main says what, and one page asks its browser. What two pages show at once
 * under the same name a browser shows twice.
 */
export interface PageNotices extends NoticeCentre {
  /** @param isLooking whether a person looks at this page; for as long as the stream is open */
  watch(isLooking: boolean, signal?: AbortSignal): AsyncGenerator<Notice, void, void>
}

export function createPageNotices(): PageNotices {
  const pages = new Map<EventQueue<Notice>, boolean>()
  const lookers = new Set<() => void>()
  return {
    show(key, { title, body }, conversationId) {
      const [oldest] = pages.keys()
      oldest?.push({ what: 'show', key, title, body, conversationId })
    },
    close(key) {
      for (const page of pages.keys()) page.push({ what: 'close', key })
    },
    isLooking: () => [...pages.values()].includes(true),
    onLooking: (listener) => void lookers.add(listener),
    async *watch(isLooking, signal) {
      const page = createEventQueue<Notice>()
      pages.set(page, isLooking)
      if (isLooking) for (const looked of lookers) looked()
      try {
        yield* page.drain(signal)
      } finally {
        pages.delete(page)
      }
    },
  }
}
