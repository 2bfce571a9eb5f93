import { createHash } from 'node:crypto'
import { isRight } from '#shared/domain/directory/rights.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import type { Timers } from '../flow/timers.ts'
import type { Log } from '../log/create-log.ts'
import type { Seat } from '../session/seat.ts'
import type { Tokens } from '../session/tokens.ts'
import type { CommandLog } from '../sync/command-log/command-log.ts'
import type { ReplicaLine } from '../sync/replica-line.ts'
import type { Progress, ReplicaProgress } from '../sync/replica-progress.ts'
import { type Uplink, startUplink } from '../sync/uplink/uplink.ts'
import type { Moments } from '../sync/uplink/moments.ts'
import type { OpenWire } from '../sync/uplink/wire.ts'

/** One agent at this computer: the log of what they did, the way to the server, and what their replica holds. */
export interface Desk {
  readonly log: CommandLog
  readonly uplink: Uplink
  /**
   * Who sits there has changed: locked, unlocked, with other rights. Of a locked desk the replica gets nothing more, and
   * what the log holds goes on being sent.
   */
  take(seat: Seat): void
  /** The replica holds this durably. Resolves when that is on disk here. */
  durable(found: Omit<Progress, 'scope'>): Promise<void>
  /** @param forGood the agent leaves; otherwise the same one goes on at once, and the worker stays attached */
  close(forGood: boolean): Promise<void>
}

export interface SeatParts {
  readonly line: ReplicaLine
  openWire(tokens: Tokens): OpenWire
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  /** Left out for a desk at which nobody sits. */
  readonly moments?: Moments
  readonly diagnostics: Log
  hasNetwork(): boolean
  whyUnreachable(): string | null
  onSignedOut(): void
  onForked(): void
  onRestoredTooFar(): void
  /** What was saved cannot be read back: the log has to be opened anew, which repairs it. */
  onUnreadable(): void
}

interface OpenedFiles {
  readonly log: CommandLog
  readonly progress: ReplicaProgress
}

/** Joins log, uplink and the line to the replica worker. From here on all three are at work. */
export function seatDesk(parts: SeatParts, first: Seat, { log, progress }: OpenedFiles): Desk {
  const { line, diagnostics } = parts
  const { replicaId, tokens } = first
  let scope = ''
  let head: Checkpoint | null = null

  const uplink = startUplink({
    ...parts,
    log,
    replicaId,
    openWire: parts.openWire(tokens),
    onHead(next) {
      head = next
      line.head(next)
    },
    onPage(page, bytes) {
      head = { epoch: page.epoch, seq: page.to }
      line.page(page, bytes)
    },
    onUplinked: line.uplinked,
    onRestored({ from, to }) {
      diagnostics.warn({ event: 'server-restored', decidedBefore: from, decidedNow: to, sentAgain: log.last() - to })
      line.restored()
    },
    report: (problem) => diagnostics.warn({ event: 'uplink', problem }),
  })
  log.onFlushed(() => {
    line.pending()
    uplink.wake()
  })
  take(first)

  function take({ who: { agent, organisation }, dataKey }: Seat): void {
    const next = dataKey ? scopeOf(agent.brandIds, agent.rights, dataKey) : ''
    if (next === scope) return
    if (!dataKey) {
      line.unseat()
      scope = next
      return
    }
    scope = next
    line.seat({
      identity: {
        agentId: agent.id,
        organisationId: organisation.id,
        brandIds: agent.brandIds,
        rights: agent.rights.filter(isRight),
        replicaId,
        logId: log.logId,
        dataKey: Buffer.from(dataKey).toString('base64'),
      },
      log,
      scope,
      uplinkedTo: uplink.uplinkedTo,
      head: () => head,
      known: progress.known,
      onRebuild: (reason) => diagnostics.warn({ event: 'replica-rebuild', reason, rowsBefore: progress.known()?.rows }),
      onUnreadable: parts.onUnreadable,
      onCursor: uplink.decidedInFeed,
    })
  }

  return {
    log,
    uplink,
    take,
    async durable(found) {
      // The last words of a worker whose desk was locked meanwhile.
      if (scope === '') return
      line.durable(found.checkpoint)
      uplink.decidedInFeed(found)
      // A worker that was told of a new log a moment ago may still speak of the one before.
      if (found.logId === log.logId) log.passed(found.cursor, found.checkpoint.epoch)
      await progress.keep({ ...found, scope })
    },
    async close(forGood) {
      uplink.close()
      if (forGood) line.unseat()
      await progress.idle()
      await log.close()
    },
  }
}

/** What a replica holds depends on it: whose brands, which rights, and by which key it is sealed. Tells none of them. */
function scopeOf(brandIds: readonly string[], rights: readonly string[], dataKey: Uint8Array): string {
  const about = JSON.stringify([brandIds.toSorted(), rights.toSorted()])
  return createHash('sha256').update(dataKey).update(about).digest('base64url').slice(0, 22)
}
