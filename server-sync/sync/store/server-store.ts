import type { RowKey, RowWrite } from '#shared/domain/command.ts'
import type { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import type { SyncedCollection } from '#shared/domain/entities.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import type { Scope } from '../../db/scope.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { Viewer } from '../../policy/may-see.ts'
import type { CommandPlace, LogStanding } from '../cursor-rule.ts'
import type { FeedWindow } from '../feed-window.ts'
import type { OutboxEntry } from '../outbox.ts'

/**
 * Where the server's truth lies, as the sync code sees it: tables in SQL, or maps in memory for simulated runs. Both keep
 * to the same contract suites. Failures of the store itself are `DatabaseFailure`s.
 */
export interface ServerStore {
  /** READ COMMITTED, as far as the scope lets see and change. Resolves only when the commit would survive a crash of process and machine. */
  transaction<Result>(work: (transaction: ServerTransaction) => Promise<Result>, scope?: Scope): Promise<Result>
  /** How far this very log of the desk is decided; 0 for a log the server has not met. */
  decidedUpTo(replicaId: string, logId: string, viewer?: Viewer): Promise<number>
  /** The log that a desk works with, and what was decided of it. Null before its first command. */
  deskLog(replicaId: string, viewer?: Viewer): Promise<DeskLog | null>
  feedHead(): Promise<Checkpoint>
  /**
   * What follows `after`: about `limit` entries, extended to the end of the last one's transaction. Head, floor and entries
   * are of one moment. `undefined`: the feed does not reach back that far, or never got there.
   */
  readFeed(after: number, limit: number): Promise<FeedWindow | undefined>
  /** What a viewer may see of a collection, by ascending id. */
  visibleRows(
    viewer: Viewer,
    collection: SyncedCollection,
    afterId: string,
    limit: number,
  ): Promise<readonly { readonly id: string }[]>
  /** Waits until no other node leads. Rejects when `signal` aborts or the connection fails. */
  lead(signal: AbortSignal): Promise<FeedLeadership>
}

/** How far a log is decided. */
export interface DeskLogPlace {
  readonly logId: string
  readonly deviceSeq: number
}

export interface DeskLog extends DeskLogPlace {
  /** The newest ones, by ascending number. */
  readonly refusals: readonly {
    readonly deviceSeq: number
    readonly commandId: string
    readonly refusal: Refusal
  }[]
  /** The logs that it worked with before. */
  readonly earlier: readonly DeskLogPlace[]
}

export interface ServerTransaction {
  /**
   * Where a command stands in its desk's logs. The desk is locked until the transaction ends: two connections of one desk
   * cannot decide side by side. `undefined`: there is no such desk.
   */
  lockLog(replicaId: string, command: CommandPlace): Promise<LogStanding | undefined>
  moveCursor(replicaId: string, command: CommandPlace, refusal: Refusal | null, now: Instant): Promise<void>
  /**
   * Those that are there, in one order for everybody. What the scope may change is locked until the transaction ends; what it
   * may only look at is as it was at some moment of it.
   */
  lockRows(keys: readonly RowKey[]): Promise<readonly RowWrite[]>
  /** Those that are there, as they are now, without holding anybody up. */
  readRows(keys: readonly RowKey[]): Promise<readonly RowWrite[]>
  /** The whole directory of an organisation. Whoever else asks for it waits until the transaction ends. */
  lockDirectory(organisationId: string): Promise<DirectoryView>
  /** Which of these addresses somebody of another organisation signs in with. */
  emailsTakenElsewhere(emails: readonly string[], organisationId: string): Promise<readonly string[]>
  /** They have left: their ways in and their sessions end, and what they have on computers is wiped. */
  endAgents(agentIds: readonly string[], now: Instant): Promise<void>
  /** Revision 1 is new, any other replaces. */
  writeRows(writes: readonly RowWrite[]): Promise<void>
  /**
   * Outward delivery is queued in the transaction that commits the message, and struck off in the one that records how it
   * fared: neither can happen without the other.
   */
  queueDeliveries(writes: readonly RowWrite[], now: Instant): Promise<void>
  /** What agents' messages carry becomes theirs, or is free again, with the state that they are written in. */
  bindFiles(writes: readonly RowWrite[], now: Instant): Promise<void>
  /** After all row locks: other writers of the organisation's record wait for the end of this transaction. */
  recordAudit(entries: readonly AuditEntry[], now: Instant): Promise<void>
  /** Last in the transaction: its number is taken when all row locks are held (law F3). */
  writeOutbox(entries: readonly OutboxEntry[]): Promise<void>
}

/** Who lost the lead cannot commit any more. */
export interface FeedLeadership {
  /** @returns what was moved from the outbox into the feed; `undefined` when there was nothing. */
  moveOutbox(transactionsMax: number): Promise<FeedWindow | undefined>
  /** Forgets all but about the newest `kept` entries, up to the end of a transaction. */
  trimFeed(kept: number): Promise<void>
  release(): Promise<void>
}
