import type { OpenStream } from './follow.ts'

interface Asked {
  readonly stream: Promise<AsyncIterable<unknown>>
  readonly abort: AbortController
}

const asked = new Map<string, Asked>()

/** Asks before anything is there that could show the answer. Whoever comes to ask the same is handed the stream. */
export function askAhead<T>(question: string, open: OpenStream<T>): void {
  if (asked.has(question)) return
  const abort = new AbortController()
  const stream = open({ signal: abort.signal })
  // Whoever is handed it gets the failure, and asks again.
  stream.catch(() => undefined)
  asked.set(question, { stream, abort })
}

/** What was asked ahead in these words, the first time; else it is asked now. */
export function orAskedAhead<T>(question: string, open: OpenStream<T>): OpenStream<T> {
  return async ({ signal }) => {
    const ahead = asked.get(question)
    if (!ahead) return open({ signal })
    asked.delete(question)
    signal.addEventListener('abort', () => ahead.abort.abort(), { once: true })
    return ahead.stream as Promise<AsyncIterable<T>>
  }
}

/** What nobody has come for is asked no longer. */
export function forgetAskedAhead(): void {
  for (const { abort } of asked.values()) abort.abort()
  asked.clear()
}
