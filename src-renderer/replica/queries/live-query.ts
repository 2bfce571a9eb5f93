import type { Changes } from '../flow/changes.ts'
import type { Timers } from '../flow/timers.ts'

export interface LiveQueryParts<Topic> {
  readonly changes: Changes<Topic>
  readonly timers: Timers
  /** It has failed several times running. Resolves when what can be done about it is done. */
  onStubborn?(error: unknown): Promise<void>
}

/** Faster than this nobody can read, and a busy window could not keep up. */
const leastGapMs = 30
const retryMs = 500
/** So many failures running are not a store that is just being opened again. */
const stubbornAfter = 3

/**
 * What `ask` answers now, and again whenever that has become something else. Changes that come while it asks or waits are
 * answered together, so a slow reader gets the newest answer and never a backlog.
 */
export async function* liveQuery<Topic, Answer>(
  { changes, timers, onStubborn }: LiveQueryParts<Topic>,
  topics: readonly Topic[],
  ask: () => Promise<Answer>,
  signal?: AbortSignal,
): AsyncGenerator<Answer, void, void> {
  let last: string | undefined
  let failures = 0
  while (!signal?.aborted) {
    const seen = changes.version(topics)
    const answer = await ask().then(
      (value) => ({ value }),
      // The store is being repaired, or has to be. The window keeps what it shows.
      (error: unknown) => ({ error }),
    )
    if (signal?.aborted) return
    if ('error' in answer) {
      failures += 1
      if (failures % stubbornAfter === 0) await onStubborn?.(answer.error)
      await timers.sleep(retryMs, signal)
      continue
    }
    failures = 0
    const text = JSON.stringify(answer.value)
    if (text !== last) {
      last = text
      yield answer.value
      await timers.sleep(leastGapMs, signal)
    }
    await changes.after(seen, topics, signal)
  }
}
