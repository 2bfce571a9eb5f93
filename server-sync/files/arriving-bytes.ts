import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

/** A body on its way, as far as it was announced. */
export interface ArrivingBytes extends AsyncIterable<Buffer> {
  /** Takes what has come to this computer already, and waits for no more. */
  cut(): void
  /** More came than was announced. */
  readonly isLonger: boolean
}

/** So often is asked whether more lies in the system's buffer: it hands on 64 KiB a turn. */
const emptyTurnsMax = 3

/** A line that breaks off is an end like another: what came before it counts. */
export function arrivingBytes(source: Readable, most: number): ArrivingBytes {
  const cutting = new AbortController()
  let isLonger = false

  async function* bytes(): AsyncGenerator<Buffer, void, void> {
    let left = most
    let emptyTurns = 0
    source.on('error', () => undefined)
    while (!source.readableEnded && !source.destroyed) {
      const next = source.read() as Buffer | null
      if (next === null) {
        if (!cutting.signal.aborted) await something(source, cutting.signal)
        else if (emptyTurns++ < emptyTurnsMax) await setImmediate()
        else return
        continue
      }
      emptyTurns = 0
      isLonger = next.length > left
      if (left > 0) yield next.subarray(0, left)
      left -= Math.min(left, next.length)
      if (isLonger) return
    }
  }

  return {
    [Symbol.asyncIterator]: bytes,
    cut: () => cutting.abort(),
    get isLonger() {
      return isLonger
    },
  }
}

/** More to read, the end, or the word to stop. */
async function something(source: Readable, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const until = { signal: AbortSignal.any([signal, over.signal]) }
  try {
    await Promise.race(['readable', 'end', 'close'].map((event) => once(source, event, until)))
  } catch (error) {
    // Of `once`, where the stream failed or we were told to stop.
    if (!signal.aborted && !source.destroyed) throw error
  } finally {
    over.abort()
  }
}
