import type { RowKey, RowWrite } from '#shared/domain/command.ts'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { syncedCollections } from '#shared/domain/entities.ts'
import { DatabaseFailure } from '../../../db/database-failure.ts'
import type { LogStanding } from '../../cursor-rule.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import type { OutboxEntry } from '../../outbox.ts'
import type { ServerTransaction } from '../server-store.ts'
import type { MemoryDelivery, MemoryDesk, MemoryTables, StoredRow } from './memory-tables.ts'

export interface OpenTransaction {
  readonly transaction: ServerTransaction
  /** In one piece: whoever reads sees all of it or nothing. */
  commit(): void
}

const uniqueViolation = '23505'

/** Collects what a transaction writes. Transactions come one after the other, so there is nothing to lock. */
export function beginTransaction(tables: MemoryTables): OpenTransaction {
  const rows = new Map<string, RowWrite>()
  const desks = new Map<string, MemoryDesk>()
  const deliveries = new Map<string, MemoryDelivery | null>()
  const outbox: OutboxEntry[] = []
  const audit: AuditEntry[] = []

  const find = (collection: RowWrite['collection'], id: string): StoredRow | undefined =>
    rows.get(`${collection}/${id}`)?.row ?? tables.rows.get(collection)?.get(id)
  const deskOf = (replicaId: string) => desks.get(replicaId) ?? tables.desks.get(replicaId)

  const foundAmong = (keys: readonly RowKey[]) =>
    syncedCollections.flatMap((collection) =>
      keys
        .filter((key) => key.collection === collection)
        .map(({ id }) => find(collection, id))
        .filter((row) => row !== undefined)
        .map((row) => ({ collection, row }) as RowWrite),
    )

  const transaction: ServerTransaction = {
    async lockLog(replicaId, { id, logId, deviceSeq }): Promise<LogStanding | undefined> {
      const desk = deskOf(replicaId)
      if (!desk) return undefined
      const log = desk.logs.get(logId)
      const elsewhere = [...desk.logs].filter(([known]) => known !== logId).flatMap(([, { decided }]) => decided)
      const earlier = elsewhere.find(({ commandId }) => commandId === id)
      return {
        currentLogId: desk.currentLogId,
        decidedTo: log?.decided.length,
        decidedId: log?.decided[deviceSeq - 1]?.commandId,
        earlier: earlier && { refusal: earlier.refusal },
      }
    },
    async moveCursor(replicaId, { id, logId, deviceSeq }, refusal) {
      const desk = deskOf(replicaId)
      const decided = desk?.logs.get(logId)?.decided ?? []
      if (!desk || deviceSeq !== decided.length + 1) throw new DatabaseFailure(uniqueViolation, 'device_command')
      const log = { decided: [...decided, { commandId: id, refusal }] }
      desks.set(replicaId, { currentLogId: logId, logs: new Map([...desk.logs, [logId, log]]) })
    },
    lockRows: async (keys) => foundAmong(keys),
    readRows: async (keys) => foundAmong(keys),
    async lockDirectory(organisationId) {
      const ids = new Set([
        ...(tables.rows.get('directory')?.keys() ?? []),
        ...[...rows.values()].filter(({ collection }) => collection === 'directory').map(({ row }) => row.id),
      ])
      const found = foundAmong([...ids].map((id) => ({ collection: 'directory', id })))
      const entries = found.flatMap((write) => (write.collection === 'directory' ? [write.row] : []))
      return new DirectoryView(entries.filter((entry) => entry.organisationId === organisationId))
    },
    // Nobody signs in to maps in memory.
    emailsTakenElsewhere: async () => [],
    endAgents: async () => undefined,
    async writeRows(writes) {
      for (const write of writes) {
        const { collection, row } = write
        if (row.rev === 1 && find(collection, row.id)) throw new DatabaseFailure(uniqueViolation, collection)
        rows.set(`${collection}/${row.id}`, write)
      }
    },
    async queueDeliveries(writes, now) {
      for (const { collection, row } of writes) {
        if (collection !== 'timeline' || row.deliveryState === 'none') continue
        const conversation = row.deliveryState === 'sent' ? find('conversation', row.conversationId) : undefined
        const queued = conversation && {
          messageId: row.id,
          conversationId: conversation.id,
          channel: (conversation as { channel: string }).channel,
          queuedAt: now,
        }
        deliveries.set(row.id, queued ?? null)
      }
    },
    // No file ever comes to maps in memory.
    bindFiles: async () => undefined,
    async recordAudit(entries) {
      audit.push(...entries)
    },
    async writeOutbox(entries) {
      outbox.push(...entries)
    },
  }

  return {
    transaction,
    commit() {
      for (const { collection, row } of rows.values()) tables.rows.get(collection)?.set(row.id, row)
      for (const [replicaId, desk] of desks) tables.desks.set(replicaId, desk)
      for (const [messageId, delivery] of deliveries) {
        if (delivery) tables.deliveries.set(messageId, delivery)
        else tables.deliveries.delete(messageId)
      }
      tables.audit = [...tables.audit, ...audit]
      if (outbox.length > 0) tables.outbox = [...tables.outbox, outbox]
    },
  }
}
