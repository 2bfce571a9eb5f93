import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import type { Checkpoint, FeedPage } from '#shared/sync/feed.ts'
import { type EventQueue, createEventQueue } from '../flow/event-queue.ts'
import { replicaNameOf } from '../session/describe-seat.ts'
import type { CommandLog } from './command-log/command-log.ts'
import { type PageWindow, createPageWindow } from './page-window.ts'
import { type PendingTeller, createPendingTeller } from './pending-teller.ts'
import { type RebuildReason, type ReplicaFound, type ReplicaKnown, rebuildReason } from './rebuild-reason.ts'

type Identity = Omit<Extract<ReplicaEvent, { event: 'identity' }>, 'event'>

/** Whose work the line carries, from sign-in to sign-out. */
interface LineDesk {
  readonly identity: Identity
  /** What its rows are for, see `rebuildReason`. */
  readonly scope: string
  readonly log: Pick<CommandLog, 'after' | 'last' | 'decided'>
  uplinkedTo(): number
  /** How far the server is, as the uplink was told last: it may have gone on while nobody sat here. Null before its welcome. */
  head(): Checkpoint | null
  /** What the replica said that it holds durably. */
  known(): ReplicaKnown | null
  onRebuild(reason: RebuildReason): void
  /** What an attaching replica has learnt from the feed. */
  onCursor(decided: Decided): void
  /** What was saved cannot be read back from the log. */
  onUnreadable(): void
}

/** How far the replica has seen one log decided. */
interface Decided {
  readonly cursor: number
  readonly logId?: string | null | undefined
}

interface AttachingReplica extends ReplicaFound, Decided {
  /** Of the only desk that it may be told of; left out: of whichever is seated. */
  readonly replicaName?: string
}

/** Main's end of the line to the replica worker. */
export interface ReplicaLine {
  /** The events for one worker. Ends when another attaches or the agent signs out: attaching again then is no use. */
  attach(replica: AttachingReplica, signal?: AbortSignal): AsyncGenerator<ReplicaEvent, void, void>
  isAttached(): boolean
  /** Whether a worker of this generation had to make way for the one that is attached now. */
  isReplaced(generation: string | null | undefined): boolean
  seat(desk: LineDesk): void
  unseat(): void
  /** The log has something new. */
  pending(): void
  uplinked(uplinkedTo: number): void
  head(head: Checkpoint): void
  /** The server was restored: what is pending has become more. */
  restored(): void
  /** Kept by nobody when no worker is there, or one that is too slow: it pulls up to `head`. */
  page(page: FeedPage, bytes: number): void
  /** The worker holds everything up to here. */
  durable(checkpoint: Checkpoint): void
}

interface Attached {
  readonly replica: AttachingReplica
  readonly queue: EventQueue<ReplicaEvent>
  window: PageWindow
  /** Of the history that the worker follows; null while it has none. */
  epoch: string | null
  teller: PendingTeller | null
  /** Everything pending has been told once: heads and pages may follow. */
  isGreeted: boolean
  isCompared: boolean
  /** What its rows were for when it was last greeted. */
  scope: string | null
}

export function createReplicaLine(): ReplicaLine {
  let desk: LineDesk | null = null
  let attached: Attached | null = null
  let newestHead: Checkpoint | null = null
  let replacedGeneration: string | null = null

  function greet(
    to: Attached,
    { identity, log, scope, uplinkedTo, known, onRebuild, onCursor, onUnreadable }: LineDesk,
  ) {
    const { queue, replica } = to
    to.isGreeted = false
    // Somebody else sits down: the key of their rows is nothing for this worker.
    if ((replica.replicaName ?? replicaNameOf(identity.replicaId)) !== replicaNameOf(identity.replicaId)) return
    queue.push({ event: 'identity', ...identity })
    // Only what it brought along can be compared; on the same line it has gone on since.
    const isOtherScope = to.scope !== null && to.scope !== scope
    const reason = isOtherScope ? 'other-scope' : to.isCompared ? null : rebuildReason(known(), replica, scope)
    to.isCompared = true
    to.scope = scope
    if (reason) {
      queue.push({ event: 'rebuild', reason })
      to.epoch = null
      onRebuild(reason)
    }
    const isMine = () => attached === to && desk?.log === log
    to.teller = createPendingTeller({
      log,
      isWanted: isMine,
      onUnreadable,
      tell: (commands, after) =>
        queue.push({ event: 'pending', commands: [...commands], after, uplinkedTo: uplinkedTo() }),
      onCaughtUp() {
        if (to.isGreeted) return
        to.isGreeted = true
        if (newestHead) tellHead(to, newestHead)
      },
    })
    // A snapshot will hold all that is decided. Otherwise the smaller number never hides a command: a cursor beyond what is
    // decided here may belong to a log that was replaced; and where a first snapshot was cut off, its rows are shown without
    // what was decided since, for as long as the server is away.
    const isEmpty = replica.checkpoint === null && !replica.rows
    to.teller.startAfter(reason !== null || isEmpty ? log.decided() : Math.min(replica.cursor, log.decided()))
    onCursor(replica)
  }

  function tellHead(to: Attached, head: Checkpoint) {
    const isOtherHistory = to.epoch !== null && to.epoch !== head.epoch
    to.epoch = head.epoch
    to.window = createPageWindow()
    to.queue.drop(({ event }) => event === 'page')
    to.queue.push({ event: 'head', ...head })
    // What the worker took for decided was so in the other history only.
    if (isOtherHistory && desk) to.teller?.startAfter(desk.log.decided())
  }

  return {
    async *attach(replica, signal) {
      if (attached) {
        attached.queue.end()
        const { generation } = attached.replica
        replacedGeneration = generation && generation !== replica.generation ? generation : null
      }
      const mine: Attached = {
        replica,
        queue: createEventQueue(),
        window: createPageWindow(),
        epoch: replica.checkpoint?.epoch ?? null,
        teller: null,
        isGreeted: false,
        isCompared: false,
        scope: null,
      }
      attached = mine
      if (desk) greet(mine, desk)
      try {
        yield* mine.queue.drain(signal)
      } finally {
        if (attached === mine) attached = null
      }
    },
    isAttached: () => attached !== null,
    isReplaced: (generation) => typeof generation === 'string' && generation === replacedGeneration,
    seat(next) {
      desk = next
      newestHead = next.head()
      if (attached) greet(attached, next)
    },
    unseat() {
      desk = null
      newestHead = null
      attached?.queue.end()
      attached = null
    },
    pending: () => attached?.teller?.poke(),
    uplinked: (uplinkedTo) => attached?.queue.push({ event: 'uplinked', uplinkedTo }),
    head(head) {
      newestHead = head
      if (attached?.isGreeted) tellHead(attached, head)
    },
    restored() {
      if (desk) attached?.teller?.startAfter(desk.log.decided())
    },
    page(page, bytes) {
      newestHead = { epoch: page.epoch, seq: page.to }
      if (!attached?.isGreeted) return
      const { queue, window } = attached
      if (window.admits(page.to, bytes)) return queue.push({ event: 'page', page })
      if (window.isLeavingOut()) return
      tellHead(attached, newestHead)
      attached.window.leaveOut(page.to)
    },
    durable({ epoch, seq }) {
      if (!attached || attached.epoch !== epoch) return
      const hasCaughtUp = attached.window.settle(seq)
      if (hasCaughtUp && newestHead && newestHead.seq > seq) tellHead(attached, newestHead)
    },
  }
}
