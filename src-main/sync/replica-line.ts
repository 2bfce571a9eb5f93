import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Checkpoint, FeedPage } from '#shared/sync/feed.ts'
import { type EventQueue, createEventQueue } from '../flow/event-queue.ts'
import type { CommandLog } from './command-log/command-log.ts'

type Identity = Omit<Extract<ReplicaEvent, { event: 'identity' }>, 'event'>

/** Whose work the line carries, from sign-in to sign-out. */
interface LineDesk {
  readonly identity: Identity
  readonly log: Pick<CommandLog, 'after' | 'decided'>
  uplinkedTo(): number
}

/** Main's end of the line to the replica worker. */
export interface ReplicaLine {
  /** The events for one worker. Ends when another attaches or the agent signs out: attaching again then is no use. */
  attach(replica: { readonly cursor: number }, signal?: AbortSignal): AsyncGenerator<ReplicaEvent, void, void>
  isAttached(): boolean
  seat(desk: LineDesk): void
  unseat(): void
  pending(commands: readonly Envelope[]): void
  uplinked(uplinkedTo: number): void
  head(head: Checkpoint): void
  /** Kept by nobody when no worker is there: it pulls up to `head` when it comes. */
  page(page: FeedPage): void
}

interface Attached {
  readonly queue: EventQueue<ReplicaEvent>
  readonly cursor: number
}

/** Commands in one event: a long offline time is told in several. */
const pendingMax = 500

export function createReplicaLine(): ReplicaLine {
  let desk: LineDesk | null = null
  let attached: Attached | null = null
  let newestHead: Checkpoint | null = null

  function greet({ queue, cursor }: Attached, { identity, log, uplinkedTo }: LineDesk) {
    queue.push({ event: 'identity', ...identity })
    // A cursor beyond what is decided here may belong to a log that was replaced: the smaller one never hides a command.
    const commands = log.after(Math.min(cursor, log.decided()))
    for (let from = 0; from === 0 || from < commands.length; from += pendingMax) {
      queue.push({ event: 'pending', commands: commands.slice(from, from + pendingMax), uplinkedTo: uplinkedTo() })
    }
    if (newestHead) queue.push({ event: 'head', ...newestHead })
  }

  return {
    async *attach(replica, signal) {
      attached?.queue.end()
      const mine: Attached = { queue: createEventQueue(), cursor: replica.cursor }
      attached = mine
      if (desk) greet(mine, desk)
      try {
        yield* mine.queue.drain(signal)
      } finally {
        if (attached === mine) attached = null
      }
    },
    isAttached: () => attached !== null,
    seat(next) {
      desk = next
      newestHead = null
      if (attached) greet(attached, next)
    },
    unseat() {
      desk = null
      newestHead = null
      attached?.queue.end()
      attached = null
    },
    pending(commands) {
      if (desk) attached?.queue.push({ event: 'pending', commands: [...commands], uplinkedTo: desk.uplinkedTo() })
    },
    uplinked: (uplinkedTo) => attached?.queue.push({ event: 'uplinked', uplinkedTo }),
    head(head) {
      newestHead = head
      attached?.queue.push({ event: 'head', ...head })
    },
    page(page) {
      newestHead = { epoch: page.epoch, seq: page.to }
      attached?.queue.push({ event: 'page', page })
    },
  }
}
