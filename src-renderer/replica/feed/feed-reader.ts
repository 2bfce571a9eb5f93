import { ZodError } from 'zod'
import type { Checkpoint, FeedPage } from '#shared/sync/feed.ts'
import { type Backoff, fullJitter } from '../flow/full-jitter.ts'
import type { Timers } from '../flow/timers.ts'
import { StoreFailed } from '../store/row-store.ts'
import type { FeedWriter } from './feed-writer.ts'
import { FeedUnavailable, type FeedSource } from './http-feed.ts'

/** Brings the replica to the end of the feed and keeps it there: pushed pages where they join, pulled ones over gaps. */
export interface FeedReader {
  /** On every (re)connection of main: how far the server's feed reaches. */
  head(head: Checkpoint): void
  page(page: FeedPage): void
  /** Takes everything anew, because what is here cannot be trusted. */
  resync(): void
  isLoading(): boolean
  /** Works until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>
}

interface Parts {
  readonly source: FeedSource
  readonly writer: FeedWriter
  readonly timers: Timers
  readonly random: () => number
  /** `undefined`: all is well again. */
  onProblem(problem: { kind: string; detail: string } | undefined): void
  onState(): void
  /** The store failed more than once running. Answers whether rows were lost. */
  repairStore(): Promise<{ isIncomplete: boolean }>
}

const backoff: Backoff = { firstMs: 200, maxMs: 30_000 }
/** More than this is pulled again instead of kept in memory. */
const queueMax = 200
const mergedEntriesMax = 2000

export function createFeedReader({
  source,
  writer,
  timers,
  random,
  onProblem,
  onState,
  repairStore,
}: Parts): FeedReader {
  let head: Checkpoint | undefined
  /** The server's feed is known to reach at least here. */
  let reach = 0
  let queue: FeedPage[] = []
  let mustResync = false
  let isLoading = false
  let wake = new AbortController()

  // With a reason of its own, since the one that is made otherwise collects a stack at every page.
  const nudge = () => wake.abort('nudged')

  async function load(signal: AbortSignal) {
    const asked = head
    isLoading = true
    onState()
    try {
      await writer.load(source.snapshot(signal))
      mustResync = false
    } finally {
      isLoading = false
      onState()
    }
    // The server may have become another one between its greeting and its snapshot: then it greets again.
    if (head === asked && head?.epoch !== writer.place()?.epoch) head = undefined
  }

  /** The pages that join on to `seq`, as one: many small ones would each wait for the disk. */
  function takeJoining(seq: number): FeedPage | undefined {
    queue = queue.filter((page) => page.to > seq)
    let merged: FeedPage | undefined
    for (let next = queue[0]; next && next.from <= (merged?.to ?? seq); next = queue[0]) {
      if (merged && merged.entries.length + next.entries.length > mergedEntriesMax) break
      queue.shift()
      if (!merged) merged = next
      else if (next.to > merged.to) {
        const { to } = merged
        merged = {
          ...merged,
          to: next.to,
          entries: [...merged.entries, ...next.entries.filter((entry) => entry.seq > to)],
        }
      }
    }
    return merged
  }

  /** Does one thing, and says whether there was one to do. */
  async function step(signal: AbortSignal): Promise<boolean> {
    if (mustResync) await writer.forgetPlace()
    if (!head) return false
    const place = writer.place()
    if (!place || place.epoch !== head.epoch) {
      await load(signal)
      return true
    }
    const joining = takeJoining(place.seq)
    if (joining) {
      await writer.write(joining)
      return true
    }
    const target = queue[0]?.from ?? reach
    if (target <= place.seq) return false
    const page = await source.pull(place.epoch, place.seq, signal)
    if (page === 'another-history' || page.epoch !== place.epoch) mustResync = true
    else if (page.to <= place.seq) throw new FeedUnavailable(204)
    else await writer.write(page)
    return true
  }

  async function recover(error: unknown, attempt: number) {
    // Whatever was taken from the queue is pulled again, from the place that is on disk.
    queue = []
    const problem = problemOf(error)
    if (problem) onProblem(problem)
    if (error instanceof StoreFailed && attempt > 0 && (await repairStore()).isIncomplete) mustResync = true
  }

  return {
    head(next) {
      head = next
      reach = next.seq
      queue = []
      nudge()
    },
    page(page) {
      if (page.epoch !== head?.epoch) return
      reach = Math.max(reach, page.to)
      if (queue.length < queueMax) queue.push(page)
      else queue = []
      nudge()
    },
    resync() {
      mustResync = true
      onState()
      nudge()
    },
    isLoading: () => isLoading || mustResync,
    async run(signal) {
      let attempt = 0
      signal.addEventListener('abort', nudge)
      while (!signal.aborted) {
        wake = new AbortController()
        try {
          if (await step(signal)) {
            attempt = 0
            onProblem(undefined)
          } else await timers.sleep(idleMs, wake.signal)
        } catch (error) {
          if (signal.aborted) return
          await recover(error, attempt).catch((failure: unknown) => onProblem(problemOf(failure)))
          const delayMs = fullJitter(attempt, backoff, random)
          attempt += 1
          await timers.sleep(delayMs, wake.signal)
        }
      }
    },
  }
}

/** Nothing needs it: everything that gives work also wakes. */
const idleMs = 600_000

/** Kind and numbers only, never what a row says. The network is main's to speak of. */
function problemOf(error: unknown) {
  if (error instanceof StoreFailed) return { kind: 'replica/write-failed', detail: nameOf(error.cause) }
  if (error instanceof ZodError) return { kind: 'replica/feed-invalid', detail: error.issues[0]?.path.join('.') ?? '' }
  return undefined
}

const nameOf = (cause: unknown) => (cause instanceof Error ? cause.name : typeof cause)
