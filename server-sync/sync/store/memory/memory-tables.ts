import type { RowWrite } from '#shared/domain/command.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { FeedItem } from '../../feed-window.ts'
import type { OutboxEntry } from '../../outbox.ts'

export type StoredRow = RowWrite['row']

export interface Decided {
  readonly commandId: string
  readonly refusal: Refusal | null
}

interface MemoryLog {
  /** What was decided under 1, 2, 3 … */
  readonly decided: readonly Decided[]
}

export interface MemoryDesk {
  readonly currentLogId: string
  readonly logs: ReadonlyMap<string, MemoryLog>
}

export interface MemoryDelivery {
  readonly messageId: string
  readonly conversationId: string
  readonly channel: string
  readonly queuedAt: number
}

/** Everything committed. Values are never changed, only replaced, so that a copy of the maps is a backup. */
export interface MemoryTables {
  epoch: string
  head: number
  floor: number
  /** Entries from `floor` + 1 on. */
  feed: readonly (FeedItem & { readonly endsTransaction: boolean })[]
  outbox: readonly (readonly OutboxEntry[])[]
  readonly rows: ReadonlyMap<SyncedCollection, Map<string, StoredRow>>
  readonly desks: Map<string, MemoryDesk>
  readonly deliveries: Map<string, MemoryDelivery>
  audit: readonly AuditEntry[]
}

export const createMemoryTables = (epoch: string): MemoryTables => ({
  epoch,
  head: 0,
  floor: 0,
  feed: [],
  outbox: [],
  rows: new Map(syncedCollections.map((collection) => [collection, new Map()])),
  desks: new Map(),
  deliveries: new Map(),
  audit: [],
})

/** As a backup does: what it holds stays as it is now. */
export const copyTables = (tables: MemoryTables): MemoryTables => ({
  ...tables,
  rows: new Map([...tables.rows].map(([collection, rows]) => [collection, new Map(rows)])),
  desks: new Map(tables.desks),
  deliveries: new Map(tables.deliveries),
})
