import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { Timers } from '../flow/timers.ts'
import type { HeadStart } from '../queries/head-start.ts'
import type { Replica } from '../replica.ts'
import { askAttention } from './ask-attention.ts'

interface AttentionParts {
  readonly timers: Timers
  /** A person who opens their desk waits for their list, and not for this. */
  readonly headStart: Pick<HeadStart, 'over'>
  readonly signal: AbortSignal
  /** Rejects when there is no line to main, or it broke. */
  tell(attention: Attention): Promise<void>
}

/** Tray and notifications need not be faster, and each answer opens rows. */
const leastGapMs = 500
/** Main may have forgotten: it was started anew, or the desk was locked for a while. */
const againAfterMs = 20_000

/**
 * Tells main what the rows ask of their agent: when that has become something else, and now and then. While rows are still
 * missing nothing is told: what has been there for long would come to main as news, one after the other.
 */
export async function tellAttention(
  replica: Pick<Replica, 'changes' | 'desk' | 'state'>,
  { timers, headStart, signal, tell }: AttentionParts,
): Promise<void> {
  const isWhole = () => replica.state().state === 'ready'
  let told = ''
  while (!signal.aborted) {
    const desk = await replica.desk()
    await headStart.over()
    const topics = isWhole() ? (['conversation', 'customer'] as const) : (['state'] as const)
    const seen = replica.changes.version(topics)
    try {
      const attention = isWhole() ? await askAttention(desk) : null
      // Rows may have gone while it was asked.
      if (attention && isWhole()) {
        const text = JSON.stringify(attention)
        if (text !== told) await tell(attention)
        told = text
      }
    } catch {
      told = '' // The store is being repaired, or main is not there: what was not told is told with the next look.
    }
    await timers.sleep(leastGapMs, signal)
    const wait = new AbortController()
    const ends = AbortSignal.any([signal, wait.signal])
    const isDue = await Promise.race([
      replica.changes.after(seen, topics, ends).then(() => false),
      timers.sleep(againAfterMs, ends).then(() => true),
    ])
    wait.abort()
    if (isDue) told = ''
  }
}
