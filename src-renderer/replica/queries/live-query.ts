import type { Changes } from '../flow/changes.ts'
import type { Timers } from '../flow/timers.ts'

export interface LiveQueryParts<Topic> {
  readonly changes: Changes<Topic>
  readonly timers: Timers
}

/** Faster than this nobody can read, and a busy window could not keep up. */
const leastGapMs = 30
const retryMs = 500

/**
 * What `ask` answers now, and again whenever that has become something else. Changes that come while it asks or waits are
 * answered together, so a slow reader gets the newest answer and never a backlog.
 */
export async function* liveQuery<Topic, Answer>(
  { changes, timers }: LiveQueryParts<Topic>,
  topics: readonly Topic[],
  ask: () => Promise<Answer>,
  signal?: AbortSignal,
): AsyncGenerator<Answer, void, void> {
  let last: string | undefined
  while (!signal?.aborted) {
    const seen = changes.version(topics)
    const answer = await ask().then(
      (value) => ({ value }),
      // The store is being repaired. The window keeps what it shows.
      () => undefined,
    )
    if (signal?.aborted) return
    if (!answer) {
      await timers.sleep(retryMs, signal)
      continue
    }
    const text = JSON.stringify(answer.value)
    if (text !== last) {
      last = text
      yield answer.value
      await timers.sleep(leastGapMs, signal)
    }
    await changes.after(seen, topics, signal)
  }
}
