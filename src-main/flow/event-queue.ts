/** Events for one reader, in order, none dropped. `end` lets the reader finish what is queued and then stop. */
export interface EventQueue<Event> {
  push(event: Event): void
  end(): void
  drain(signal?: AbortSignal): AsyncGenerator<Event, void, void>
}

export function createEventQueue<Event>(): EventQueue<Event> {
  const waiting: Event[] = []
  let isEnded = false
  let wake: (() => void) | undefined

  return {
    push(event) {
      if (isEnded) return
      waiting.push(event)
      wake?.()
    },
    end() {
      isEnded = true
      wake?.()
    },
    async *drain(signal) {
      const onAbort = () => wake?.()
      signal?.addEventListener('abort', onAbort)
      try {
        while (!signal?.aborted) {
          const event = waiting.shift()
          if (event !== undefined) yield event
          else if (isEnded) return
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        signal?.removeEventListener('abort', onAbort)
        isEnded = true
      }
    },
  }
}
