import type { FeedWindow } from './feed-window.ts'
import type { ServerStore } from './store/server-store.ts'
import { type Timers, systemTimers } from './timers.ts'
import { keepLeading } from './keep-leading.ts'
import { createWakeSignal } from './wake-signal.ts'

interface Options {
  readonly store: Pick<ServerStore, 'lead'>
  readonly timers?: Timers
  /** These entries are in the feed now. */
  readonly onMoved: (moved: FeedWindow) => void
  readonly onLead: () => void
  readonly onFailure: (error: unknown) => void
  /** How long what another node committed may lie before the leader looks by itself. */
  readonly pollMs: number
  /** How many entries the feed keeps for desks that were away. */
  readonly feedKept: number
}

export interface Sequencer {
  wake(): void
  stop(): Promise<void>
}

const transactionsPerMove = 500

/** One node of all leads and gives the feed its order; the others wait for its lock and take over when it dies. */
export function startSequencer({
  store,
  timers = systemTimers,
  onMoved,
  onLead,
  onFailure,
  pollMs,
  feedKept,
}: Options): Sequencer {
  const work = createWakeSignal(timers)
  const stopping = new AbortController()
  const ended = keepLeading({ lead, work, stopping: stopping.signal, onFailure })
  return {
    wake: work.raise,
    async stop() {
      stopping.abort()
      work.raise()
      await ended
    },
  }

  async function lead(): Promise<void> {
    const leadership = await store.lead(stopping.signal)
    try {
      onLead()
      let sinceTrim = 0
      while (!stopping.signal.aborted) {
        const moved = await leadership.moveOutbox(transactionsPerMove)
        if (moved) onMoved(moved)
        const count = moved?.items.length ?? 0
        sinceTrim += count
        if (sinceTrim > feedKept / 10) {
          await leadership.trimFeed(feedKept)
          sinceTrim = 0
        }
        // Entries, at least one a transaction: with fewer there was nothing left.
        if (count < transactionsPerMove) await work.next(pollMs)
      }
    } finally {
      await leadership.release()
    }
  }
}
