import type { WritableDb } from '../../../db/database.ts'
import type { OutboxEntry } from '../../outbox.ts'

export async function writeOutbox(db: WritableDb, entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db.execute(
    `WITH numbered AS (SELECT nextval('outbox_txn') AS txn)
     INSERT INTO outbox (txn, position, organisation_id, brand_id, replica_id, collection, payload)
     SELECT numbered.txn, entry.position, entry.organisation_id, entry.brand_id, NULLIF(entry.replica_id, ''),
       NULLIF(entry.collection, ''), entry.payload
     FROM numbered, unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
       WITH ORDINALITY AS entry (organisation_id, brand_id, replica_id, collection, payload, position)`,
    [
      entries.map(({ organisationId }) => organisationId),
      entries.map(({ brandId }) => brandId),
      entries.map(({ replicaId }) => replicaId ?? ''),
      entries.map(({ collection }) => collection ?? ''),
      entries.map(({ entry }) => JSON.stringify(entry)),
    ],
  )
}
