/** Events for one reader, in order, none dropped. `end` lets the reader finish what is queued and then stop. */
export interface EventQueue<Event> {
  push(event: Event): void
  /** Takes back what nobody has read yet. */
  drop(isUnwanted: (event: Event) => boolean): void
  end(): void
  drain(signal?: AbortSignal): AsyncGenerator<Event, void, void>
}

export function createEventQueue<Event>(): EventQueue<Event> {
  let waiting: Event[] = []
  let isEnded = false
  let wake: (() => void) | undefined

  return {
    push(event) {
      if (isEnded) return
      waiting.push(event)
      wake?.()
    },
    drop: (isUnwanted) => void (waiting = waiting.filter((event) => !isUnwanted(event))),
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
