import type { Timers } from '../flow/timers.ts'
import { createLatestWriter } from './latest-writer.ts'

export interface CalmWriter<Value> {
  write(value: Value): void
  /** Writes now what waits. Resolves when nothing waits and nothing is being written. */
  flush(): Promise<void>
}

interface CalmWriterParts<Value> {
  save(value: Value): Promise<void>
  readonly timers: Timers
  /** Written when nothing has changed for so long … */
  readonly quietMs: number
  /** … and at the latest so long after the first change, however busy it is. */
  readonly longestMs: number
  onFailed(error: unknown): void
}

/** For what changes many times a second and may be a moment old after a crash. */
export function createCalmWriter<Value>(parts: CalmWriterParts<Value>): CalmWriter<Value> {
  const writer = createLatestWriter(parts.save)
  let waiting: { readonly value: Value } | undefined
  let cancelQuiet = () => {}
  let cancelLongest = () => {}

  function writeNow(): void {
    cancelQuiet()
    cancelLongest()
    const due = waiting
    waiting = undefined
    if (due) writer.write(due.value).catch(parts.onFailed)
  }

  return {
    write(value) {
      if (!waiting) cancelLongest = parts.timers.after(parts.longestMs, writeNow)
      waiting = { value }
      cancelQuiet()
      cancelQuiet = parts.timers.after(parts.quietMs, writeNow)
    },
    flush() {
      writeNow()
      return writer.idle()
    },
  }
}
