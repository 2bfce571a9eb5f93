export type ChatEvent = 'open' | 'close' | 'unread'

/** `window.farline.chat`, for the page. Documented in docs/CHAT.md. */
export interface PageApi {
  open(): void
  close(): void
  /** Who the visitor is to the shop, signed by the shop's server. `null`: nobody any more. */
  identify(identity: object | null): void
  /** What they are looking at. */
  setContext(context: object | null): void
  /** @returns stops listening */
  on(event: ChatEvent, heard: (detail: number) => void): () => void
}

declare global {
  interface Window {
    farline?: { chat?: PageApi }
  }
}

interface Listener {
  readonly event: ChatEvent
  readonly heard: (detail: number) => void
  next: Listener | undefined
}

export interface PageEvents {
  on: PageApi['on']
  emit(event: ChatEvent, detail: number): void
}

/** A list by hand: the page may have changed what arrays do. */
export function createPageEvents(): PageEvents {
  let first: Listener | undefined
  return {
    on(event, heard) {
      const listener: Listener = { event, heard, next: first }
      first = listener
      return () => {
        if (first === listener) first = listener.next
        for (let each = first; each; each = each.next) if (each.next === listener) each.next = listener.next
      }
    },
    emit(event, detail) {
      for (let each = first; each; each = each.next) {
        try {
          if (each.event === event) each.heard(detail)
        } catch (error) {
          // A mistake of the page is told in its console and stops nobody else.
          setTimeout(() => {
            throw error
          })
        }
      }
    },
  }
}

export function offer(api: PageApi): void {
  window.farline ??= {}
  window.farline.chat = api
}
