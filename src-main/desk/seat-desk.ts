import { builtInRoles } from '#shared/domain/directory/rights.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../flow/timers.ts'
import type { Log } from '../log/create-log.ts'
import type { SignedIn } from '../session/signed-in.ts'
import type { CommandLog } from '../sync/command-log/command-log.ts'
import type { ReplicaLine } from '../sync/replica-line.ts'
import type { Progress, ReplicaProgress } from '../sync/replica-progress.ts'
import { type Uplink, startUplink } from '../sync/uplink/uplink.ts'
import type { OpenWire } from '../sync/uplink/wire.ts'

/** One agent at this computer: the log of what they did, the way to the server, and what their replica holds. */
export interface Desk {
  readonly log: CommandLog
  readonly uplink: Uplink
  /** The replica holds this durably. Resolves when that is on disk here. */
  durable(found: Omit<Progress, 'logId'>): Promise<void>
  /** @param forGood the agent leaves; otherwise the same one goes on at once, and the worker stays attached */
  close(forGood: boolean): Promise<void>
}

export interface SeatParts {
  readonly line: ReplicaLine
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly diagnostics: Log
  hasNetwork(): boolean
  onSignedOut(): void
  onForked(): void
  onRestoredTooFar(): void
  /** What was saved cannot be read back: the log has to be opened anew, which repairs it. */
  onUnreadable(): void
}

interface OpenedFiles {
  readonly log: CommandLog
  readonly dataKey: Uint8Array
  readonly progress: ReplicaProgress
}

/** Joins log, uplink and the line to the replica worker. From here on all three are at work. */
export function seatDesk(parts: SeatParts, signedIn: SignedIn, { log, dataKey, progress }: OpenedFiles): Desk {
  const { line, diagnostics } = parts
  const { replicaId, agent, organisation, token } = signedIn

  const uplink = startUplink({
    ...parts,
    log,
    replicaId,
    token,
    onHead: line.head,
    onPage: line.page,
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
  line.seat({
    identity: {
      agentId: agent.id,
      organisationId: organisation.id,
      brandIds: agent.brandIds,
      rights: builtInRoles[agent.role],
      replicaId,
      logId: log.logId,
      dataKey: Buffer.from(dataKey).toString('base64'),
    },
    log,
    uplinkedTo: uplink.uplinkedTo,
    known: progress.known,
    onRebuild: (reason) => diagnostics.warn({ event: 'replica-rebuild', reason, rowsBefore: progress.known()?.rows }),
    onUnreadable: parts.onUnreadable,
  })
  return {
    log,
    uplink,
    durable(found) {
      line.durable(found.checkpoint)
      log.passed(found.cursor, found.checkpoint.epoch)
      return progress.keep({ ...found, logId: log.logId })
    },
    async close(forGood) {
      uplink.close()
      if (forGood) line.unseat()
      await progress.idle()
      await log.close()
    },
  }
}
