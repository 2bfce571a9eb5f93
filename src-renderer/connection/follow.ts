import { pause } from './pause.ts'

export type OpenStream<T> = (options: { signal: AbortSignal }) => Promise<AsyncIterable<T>>

interface FollowOptions {
  signal: AbortSignal
  /** Injected so that a test need not wait. */
  wait?: (delayMs: number, signal: AbortSignal) => Promise<void>
}

const firstDelayMs = 100
const longestDelayMs = 3_000

/**
 * Hands on every value of a live query, for as long as `signal` lasts. A stream that ends or breaks (main restarted, the
 * worker was rebuilt) is opened again: every stream begins with what is true now, so nothing is missed.
 */
export async function follow<T>(
  open: OpenStream<T>,
  onValue: (value: T) => void,
  options: FollowOptions,
): Promise<void> {
  const { signal, wait = pause } = options
  let delayMs = firstDelayMs
  while (!signal.aborted) {
    try {
      for await (const value of await open({ signal })) {
        if (signal.aborted) return
        delayMs = firstDelayMs
        onValue(value)
      }
    } catch (error) {
      if (signal.aborted) return
      if (isBug(error)) throw error
    }
    await wait(delayMs, signal)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }
}

/** A line that broke is expected, whatever its transport calls it; a mistake in our own code is not. */
const isBug = (error: unknown) => error instanceof TypeError || error instanceof ReferenceError
