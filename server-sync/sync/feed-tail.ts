import type { FeedWindow } from './feed-window.ts'
import type { ServerStore } from './store/server-store.ts'
import { type Timers, systemTimers } from './timers.ts'
import { createWakeSignal } from './wake-signal.ts'

interface Options {
  readonly store: Pick<ServerStore, 'feedHead' | 'readFeed'>
  readonly timers?: Timers
  /** How often to look for what another node's sequencer moved. */
  readonly pollMs: number
  /** How many entries stay in memory, for desks that were away for a moment. */
  readonly kept: number
  readonly onFailure: (error: unknown) => void
}

type Subscriber = (window: FeedWindow) => void

/** The newest part of the feed, in this node's memory; tells its subscribers of every window, in order and without gaps. */
export interface FeedTail {
  readonly epoch: string
  readonly head: number
  /** There may be more in the feed; `moved`: this node's sequencer has just put it there, so it need not be read. */
  wake(moved?: FeedWindow): void
  subscribe(subscriber: Subscriber): () => void
  /** From memory where it reaches, else from the database. `undefined`: take a snapshot. */
  read(after: number, limit: number): Promise<FeedWindow | undefined>
  stop(): Promise<void>
}

const windowLimit = 1_000
/** More than these in waiting are read from the database. */
const handedMax = 50
const pauseAfterFailureMs = 500

export async function startFeedTail({
  store,
  timers = systemTimers,
  pollMs,
  kept,
  onFailure,
}: Options): Promise<FeedTail> {
  const start = await store.feedHead()
  let head = start.seq
  let windows: FeedWindow[] = []
  let handed: FeedWindow[] = []
  let count = 0
  let isStopping = false
  const work = createWakeSignal(timers)
  const subscribers = new Set<Subscriber>()
  const ended = run()

  return {
    epoch: start.epoch,
    get head() {
      return head
    },
    wake(moved) {
      if (moved) handed = [...handed.slice(-handedMax), moved]
      work.raise()
    },
    subscribe(subscriber) {
      subscribers.add(subscriber)
      return () => subscribers.delete(subscriber)
    },
    read: async (after, limit) => fromMemory(after, limit) ?? (await store.readFeed(after, limit)),
    async stop() {
      isStopping = true
      work.raise()
      await ended
    },
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        const isMore = await readOn()
        if (!isMore) await work.next(pollMs)
      } catch (error) {
        if (!isStopping) onFailure(error)
        await work.next(pauseAfterFailureMs)
      }
    }
  }

  async function readOn(): Promise<boolean> {
    const next = handed.find(({ from, epoch }) => from === head && epoch === start.epoch)
    const window = next ?? (await store.readFeed(head, windowLimit))
    // Only a database that was swapped under a running server can lose the place we stand at.
    if (!window || window.epoch !== start.epoch) throw new Error('the feed does not continue where this server stands')
    if (window.to === head) return false
    head = window.to
    windows.push(window)
    count += window.items.length
    while (count > kept && windows.length > 1) count -= windows.shift()?.items.length ?? 0
    for (const subscriber of subscribers) subscriber(window)
    handed = handed.filter(({ to }) => to > head)
    return handed.length > 0 || window.items.length >= windowLimit
  }

  function fromMemory(after: number, limit: number): FeedWindow | undefined {
    const first = windows.findIndex(({ to }) => to > after)
    const oldest = windows[first]
    if (!oldest || oldest.from > after) return undefined
    const taken: FeedWindow[] = []
    for (let index = first, items = 0; index < windows.length && items < limit; index++) {
      const window = windows[index]
      if (!window) break
      taken.push(window)
      items += window.items.length
    }
    const items = taken.flatMap((window) => window.items).filter(({ seq }) => seq > after)
    return { epoch: start.epoch, from: after, to: taken.at(-1)?.to ?? after, items }
  }
}
