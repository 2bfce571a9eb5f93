import type { Actor, RowWrite } from '#shared/domain/command.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import { TestRows } from '#shared/domain/testing/rows.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { FeedEntry, FeedPage } from '#shared/sync/feed.ts'
import type { FeedSource } from '../feed/http-feed.ts'
import type { AnyRow } from '../rows/replica-row.ts'

interface Transaction {
  readonly to: number
  readonly entries: readonly FeedEntry[]
}

export interface Backup {
  readonly rows: ReadonlyMap<SyncedCollection, Map<string, AnyRow>>
  readonly cursor: TestCursor
  readonly seq: number
}

interface TestCursor {
  readonly logId: string
  readonly deviceSeq: number
  readonly refusals: readonly { readonly deviceSeq: number; readonly commandId: string; readonly refusal: Refusal }[]
}

/** A server's truth in memory: the real reducers, revisions, a feed whose pages never split a transaction. */
export class TestServer {
  epoch = 'epoch-1'
  cursor: TestCursor = { logId: 'log', deviceSeq: 0, refusals: [] }
  /** Whether snapshots say how far the log is decided. */
  tellsCursor = true
  snapshots = 0
  pulls = 0
  isReachable = true
  readonly rows = new Map<SyncedCollection, Map<string, AnyRow>>()
  readonly #replicaId: string
  #feed: Transaction[] = []
  #seq = 0

  constructor(replicaId = 'replica') {
    this.#replicaId = replicaId
  }

  get seq(): number {
    return this.#seq
  }

  /** Rows as somebody else's work left them. Each gets the next revision. */
  put(...writes: RowWrite[]): void {
    this.#commit(writes, undefined)
  }

  /** Decides a desk's command for truth, as the uplink would. */
  decide(command: Envelope, actor: Actor): Refusal | undefined {
    const prepared = prepareCommand(command)
    const state = new TestRows(...this.#writes())
    const reduced = prepared.ok
      ? prepared.run(state, { now: command.issuedAt, actor, place: { at: 'server' } })
      : ({ outcome: 'refused', refusal: prepared.refusal } as const)
    const refusal = reduced.outcome === 'refused' ? reduced.refusal : null
    const { logId, deviceSeq } = command
    const refused = refusal ? [{ deviceSeq, commandId: command.id, refusal }] : []
    this.cursor = { logId, deviceSeq, refusals: [...this.cursor.refusals, ...refused] }
    this.#commit(reduced.outcome === 'applied' ? reduced.writes : [], (seq) => ({
      kind: 'cursor',
      seq,
      replicaId: this.#replicaId,
      logId: command.logId,
      deviceSeq: command.deviceSeq,
      commandId: command.id,
      refusal: refusal === null ? null : { kind: refusal.kind, retryable: refusal.retryable },
    }))
    return refusal ?? undefined
  }

  backup(): Backup {
    return structuredClone({ rows: this.rows, cursor: this.cursor, seq: this.#seq })
  }

  /** Another history, as after a restore: what came after the backup has never been. */
  restore(epoch: string, backup: Backup = this.backup()): void {
    const { rows, cursor, seq } = structuredClone(backup)
    this.rows.clear()
    for (const [collection, known] of rows) this.rows.set(collection, known)
    this.cursor = cursor
    this.#seq = seq
    this.epoch = epoch
    this.#feed = []
  }

  forgetFeed(): void {
    this.#feed = []
  }

  /** Transactions after `after`, at most `transactions` of them. */
  page(after: number, transactions = 1000): FeedPage {
    const taken = this.#feed.filter(({ to }) => to > after).slice(0, transactions)
    const entries = taken.flatMap((transaction) => transaction.entries)
    return structuredClone({ epoch: this.epoch, from: after, to: taken.at(-1)?.to ?? this.#seq, entries }) as FeedPage
  }

  *snapshotLines(): Generator<unknown> {
    this.snapshots += 1
    yield { epoch: this.epoch, seq: this.#seq, ...(this.tellsCursor ? { cursor: this.cursor } : {}) }
    let rows = 0
    for (const collection of syncedCollections) {
      for (const row of this.rows.get(collection)?.values() ?? []) {
        rows += 1
        yield structuredClone({ collection, row })
      }
    }
    yield { end: rows }
  }

  /** Whether the feed still holds everything after `after`. */
  reachesBackTo(after: number): boolean {
    const first = this.#feed[0]
    return after >= (first ? first.to - first.entries.length : this.#seq)
  }

  source(): FeedSource {
    const reach = () => {
      if (!this.isReachable) throw new TypeError('fetch failed')
    }
    return {
      pull: async (epoch, after) => {
        reach()
        this.pulls += 1
        return epoch === this.epoch && this.reachesBackTo(after) ? this.page(after, 3) : 'another-history'
      },
      snapshot: async function* (this: TestServer) {
        reach()
        yield* this.snapshotLines()
      }.bind(this),
    }
  }

  #writes(): RowWrite[] {
    return [...this.rows].flatMap(([collection, rows]) =>
      [...rows.values()].map((row) => ({ collection, row }) as RowWrite),
    )
  }

  #commit(writes: readonly RowWrite[], cursor: ((seq: number) => FeedEntry) | undefined): void {
    const entries: FeedEntry[] = writes.map(({ collection, row }) => {
      const known = this.rows.get(collection) ?? new Map<string, AnyRow>()
      this.rows.set(collection, known)
      const written = { ...row, rev: (known.get(row.id)?.rev ?? 0) + 1 }
      known.set(row.id, written)
      this.#seq += 1
      return { kind: 'row', seq: this.#seq, collection, rootKind: 'shelf', rootId: '', row: written }
    })
    if (cursor) entries.push(cursor(++this.#seq))
    if (entries.length > 0) this.#feed.push({ to: this.#seq, entries })
  }
}
