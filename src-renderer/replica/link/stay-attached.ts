import { type Backoff, fullJitter } from '../flow/full-jitter.ts'
import type { Timers } from '../flow/timers.ts'
import type { Replica, Reports } from '../replica.ts'
import { StoreFailed } from '../store/row-store.ts'
import type { MainLine, MainLines } from './main-line.ts'

interface Parts {
  readonly lines: MainLines
  readonly timers: Timers
  readonly random: () => number
  readonly signal: AbortSignal
}

const backoff: Backoff = { firstMs: 100, maxMs: 10_000 }

/** What is told to main goes over whichever line there is. Without one it is dropped: attaching says where we stand anyway. */
export function createReports(current: () => MainLine | undefined): Reports {
  return {
    durable: (position) => void current()?.client.replica.durable(position).catch(dropped),
    problem: (problem, detail) =>
      void current()
        ?.client.replica.report({ problem, detail: detail.slice(0, 300) })
        .catch(dropped),
  }
}

const dropped = () => undefined

/** Keeps the replica attached to main for as long as the worker lives. */
export async function stayAttached(
  replica: Replica,
  { lines, timers, random, signal }: Parts,
  onLine: (line: MainLine | undefined) => void,
): Promise<void> {
  let attempt = 0
  const pause = () => timers.sleep(fullJitter(attempt++, backoff, random), signal)
  while (!signal.aborted) {
    const line = await lines.next(signal)
    onLine(line)
    // A line is used for as long as it holds: nobody hands us another one just because we have to attach again.
    while (!line.closed.aborted && !signal.aborted) {
      const end = await attach(replica, line, () => (attempt = 0))
      // Main ended the stream but kept the connection, or speaks of another agent: somebody else has taken over. We wait
      // until one of our windows is used, or until main is gone and comes back.
      if (end === 'ended') await lines.wanted(AbortSignal.any([signal, line.closed]))
      if (end === 'failed' && !line.closed.aborted) await pause()
    }
    onLine(undefined)
    line.close()
    await pause()
  }
}

async function attach(replica: Replica, line: MainLine, onEvent: () => void): Promise<'again' | 'ended' | 'failed'> {
  const restarted = replica.restarted()
  try {
    const signal = AbortSignal.any([line.closed, restarted])
    const events = await line.client.replica.attach(replica.position(), { signal })
    for await (const event of events) {
      onEvent()
      const next = await replica.take(event)
      if (next === 'attach-again') return 'again'
      if (next === 'not-ours') return 'ended'
    }
    return restarted.aborted ? 'again' : 'ended'
  } catch (error) {
    // Sooner or later every line breaks; what is here was not touched by it, and the next one begins where this one ended.
    if (line.closed.aborted) return 'failed'
    if (restarted.aborted) return 'again'
    if (error instanceof StoreFailed) await replica.mend(error)
    else reportFault(line, error)
    return 'failed'
  }
}

function reportFault(line: MainLine, error: unknown) {
  const detail = error instanceof Error ? error.name : typeof error
  line.client.replica.report({ problem: 'replica/attach-failed', detail }).catch(dropped)
}
