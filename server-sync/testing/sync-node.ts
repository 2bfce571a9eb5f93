import type { Clock } from '#shared/kit/clock.ts'
import { type ApplyCommand, createApplyCommand } from '../sync/apply-command.ts'
import type { FeedItem } from '../sync/feed-window.ts'
import { type FeedTail, startFeedTail } from '../sync/feed-tail.ts'
import { startSequencer } from '../sync/sequencer.ts'
import type { ServerStore } from '../sync/store/server-store.ts'

/** One node's way from a command to the feed, without sockets. */
export interface SyncNode {
  readonly applyCommand: ApplyCommand
  readonly tail: FeedTail
  /** Unexpected failures, in order. */
  readonly failures: unknown[]
  readonly leads: Promise<void>
  /** Something was committed without `applyCommand`. */
  wake(): void
  stop(): Promise<void>
}

/** Instants 1000, 1001, 1002 … so that nothing depends on the time of day. */
export function tickingClock(): Clock {
  let now = 999
  return { now: () => ++now }
}

export async function startSyncNode(
  store: ServerStore,
  { pollMs = 60_000, feedKept = 100_000, tailKept = 1_000, clock = tickingClock() } = {},
): Promise<SyncNode> {
  const failures: unknown[] = []
  const onFailure = (error: unknown) => void failures.push(error)
  const tail = await startFeedTail({ store, pollMs, kept: tailKept, onFailure })
  let onLead: () => void = () => undefined
  const leads = new Promise<void>((resolve) => (onLead = resolve))
  const sequencer = startSequencer({ store, onMoved: tail.wake, onLead, onFailure, pollMs, feedKept })
  const applyCommand = createApplyCommand({
    store,
    clock,
    onCommitted: sequencer.wake,
    onFailure,
    onDecided: () => undefined,
  })
  return {
    applyCommand,
    tail,
    failures,
    leads,
    wake: sequencer.wake,
    async stop() {
      await sequencer.stop()
      await tail.stop()
    },
  }
}

/** Everything that comes into the feed from now on, until `isDone` is satisfied. */
export function feedUntil(
  tail: FeedTail,
  isDone: (items: readonly FeedItem[]) => boolean,
): Promise<readonly FeedItem[]> {
  const items: FeedItem[] = []
  return new Promise((resolve) => {
    const unsubscribe = tail.subscribe((window) => {
      items.push(...window.items)
      if (!isDone(items)) return
      unsubscribe()
      resolve(items)
    })
  })
}

/** The same for a desk that pulls, a few at a time, whenever it hears that there is more. */
export async function pullUntil(
  tail: FeedTail,
  isDone: (items: readonly FeedItem[]) => boolean,
  limit: number,
): Promise<readonly FeedItem[]> {
  const items: FeedItem[] = []
  while (!isDone(items)) {
    const after = items.at(-1)?.seq ?? 0
    if (tail.head === after) await feedUntil(tail, () => true)
    const window = await tail.read(after, limit)
    if (!window) throw new Error(`the feed does not reach back to ${after}`)
    items.push(...window.items)
  }
  return items
}

export const parsed = (items: readonly FeedItem[]) =>
  items.map(({ text }) => JSON.parse(text) as Record<string, unknown>)
