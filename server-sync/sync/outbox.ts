import type { RowWrite } from '#shared/domain/command.ts'
import { syncedEntities } from '#shared/domain/entities.ts'
import type { AnyEntity, Root } from '#shared/schema/define-entity.ts'
import type { CursorEntry, RowEntry } from '#shared/sync/feed.ts'
import type { WritableDb } from '../db/database.ts'
import type { Seen } from '../policy/may-see.ts'

/** A feed entry that has no number yet, and who may see it. */
export interface OutboxEntry extends Seen {
  readonly entry: Omit<RowEntry, 'seq'> | Omit<CursorEntry, 'seq'>
}

export function rowEntry({ collection, row }: RowWrite): OutboxEntry {
  const root = (syncedEntities[collection] as AnyEntity).root?.(row as never) as Root
  return {
    organisationId: row.organisationId,
    brandId: row.brandId,
    replicaId: null,
    entry: { kind: 'row', collection, rootKind: root.kind, rootId: root.id, row: { ...row } },
  }
}

export function cursorEntry(organisationId: string, cursor: Omit<CursorEntry, 'seq' | 'kind'>): OutboxEntry {
  return { organisationId, brandId: '', replicaId: cursor.replicaId, entry: { kind: 'cursor', ...cursor } }
}

/** Last in the transaction: its number is taken when all row locks are held (law F3). */
export async function writeOutbox(db: WritableDb, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.execute(
    `WITH numbered AS (SELECT nextval('outbox_txn') AS txn)
     INSERT INTO outbox (txn, position, organisation_id, brand_id, replica_id, payload)
     SELECT numbered.txn, entry.position, entry.organisation_id, entry.brand_id, NULLIF(entry.replica_id, ''), entry.payload
     FROM numbered, unnest($1::text[], $2::text[], $3::text[], $4::text[])
       WITH ORDINALITY AS entry (organisation_id, brand_id, replica_id, payload, position)`,
    [
      entries.map(({ organisationId }) => organisationId),
      entries.map(({ brandId }) => brandId),
      entries.map(({ replicaId }) => replicaId ?? ''),
      entries.map(({ entry }) => JSON.stringify(entry)),
    ],
  )
}
