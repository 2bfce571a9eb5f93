import { DatabaseFailure } from '../../../db/database-failure.ts'
import type { Scope } from '../../../db/scope.ts'
import { maySeeRow } from '../../../policy/may-see.ts'
import type { FeedItem, FeedWindow } from '../../feed-window.ts'
import type { ServerStore, ServerTransaction } from '../server-store.ts'
import type { MemoryTables } from './memory-tables.ts'
import { beginTransaction } from './memory-transaction.ts'
import { createTurns } from '#shared/kit/in-turn.ts'

interface Options {
  readonly tables: MemoryTables
  /** Stands for the way to the disk: it may take its time, and rejects when nothing may be committed any more. */
  readonly reachDisk?: () => Promise<void>
}

export interface MemoryServerStore extends ServerStore {
  /** @param onCommit told of the result in the very step in which it becomes true */
  transaction<Result>(
    work: (open: ServerTransaction) => Promise<Result>,
    scope?: Scope,
    onCommit?: (result: Result) => void,
  ): Promise<Result>
}

const refusalsMax = 200

/** A node's hold of a server's truth in memory, for simulated runs. Its transactions come one after the other, as PGlite's do. */
export function createMemoryServerStore({ tables, reachDisk = async () => undefined }: Options): MemoryServerStore {
  const inTurn = createTurns()
  let leading: Promise<void> = Promise.resolve()

  const transaction: MemoryServerStore['transaction'] = (work, _scope, onCommit) =>
    inTurn(async () => {
      const open = beginTransaction(tables)
      const result = await work(open.transaction)
      await reachDisk()
      open.commit()
      onCommit?.(result)
      return result
    })

  return {
    transaction,
    decidedUpTo: async (replicaId, logId) => tables.desks.get(replicaId)?.logs.get(logId)?.decided.length ?? 0,
    async deskLog(replicaId) {
      const desk = tables.desks.get(replicaId)
      const decided = desk?.logs.get(desk.currentLogId)?.decided
      if (!desk || !decided) return null
      const refusals = decided.flatMap(({ commandId, refusal }, index) =>
        refusal ? [{ deviceSeq: index + 1, commandId, refusal }] : [],
      )
      const places = [...desk.logs].map(([logId, log]) => ({ logId, deviceSeq: log.decided.length }))
      return {
        logId: desk.currentLogId,
        deviceSeq: decided.length,
        refusals: refusals.slice(-refusalsMax),
        earlier: places.filter(({ logId }) => logId !== desk.currentLogId),
      }
    },
    feedHead: async () => ({ epoch: tables.epoch, seq: tables.head }),
    async readFeed(after, limit) {
      const { epoch, floor, head, feed } = tables
      if (after < floor || after > head) return undefined
      const bound = feed.slice(Math.max(0, after + limit - floor - 1)).find(({ endsTransaction }) => endsTransaction)
      const to = bound?.seq ?? head
      return { epoch, from: after, to, items: feed.slice(after - floor, to - floor) }
    },
    async visibleRows(viewer, collection, afterId, limit) {
      const rows = [...(tables.rows.get(collection)?.values() ?? [])]
      return rows
        .filter((row) => row.id > afterId && maySeeRow(viewer, collection, row))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    },
    async lead(signal) {
      const before = leading
      let release: () => void = () => undefined
      leading = new Promise((resolve) => (release = resolve))
      signal.addEventListener('abort', release)
      await before
      if (signal.aborted) throw new DatabaseFailure('aborted', 'lead')
      return {
        moveOutbox: (transactionsMax) =>
          inTurn(async () => {
            await reachDisk()
            return moveOutbox(tables, transactionsMax)
          }),
        trimFeed: (kept) => inTurn(async () => trimFeed(tables, kept)),
        release: async () => release(),
      }
    },
  }
}

function moveOutbox(tables: MemoryTables, transactionsMax: number): FeedWindow | undefined {
  const moved: MemoryTables['feed'][number][] = []
  for (const transaction of tables.outbox.slice(0, transactionsMax)) {
    for (const [position, { entry, ...seen }] of transaction.entries()) {
      const seq = tables.head + moved.length + 1
      const item: FeedItem = { ...seen, seq, text: JSON.stringify({ seq, ...entry }) }
      moved.push({ ...item, endsTransaction: position === transaction.length - 1 })
    }
  }
  tables.outbox = tables.outbox.slice(transactionsMax)
  tables.feed = [...tables.feed, ...moved]
  const { epoch, head: from } = tables
  tables.head += moved.length
  return moved.length > 0 ? { epoch, from, to: tables.head, items: moved } : undefined
}

function trimFeed(tables: MemoryTables, kept: number): void {
  const bound = tables.feed.findLast(({ seq, endsTransaction }) => endsTransaction && seq <= tables.head - kept)
  if (!bound) return
  tables.feed = tables.feed.filter(({ seq }) => seq > bound.seq)
  tables.floor = bound.seq
}
