import type { WritableDb } from '../../../db/database.ts'
import type { FeedWindow } from '../../feed-window.ts'
import { type FeedLine, toFeedItem } from './read-feed.ts'

/**
 * Numbers what is committed and not yet in the feed. One statement sees one snapshot, so a transaction is moved as a
 * whole or not at all (F2), and the update of the one head row keeps two movers in turn even if both think they lead (F1).
 * @returns what was moved, as it stands in the feed.
 */
export async function moveOutbox(db: WritableDb, transactionsMax: number): Promise<FeedWindow | undefined> {
  const moved = await db.query<FeedLine & { readonly epoch: string }>(
    `WITH due AS (SELECT DISTINCT txn FROM outbox ORDER BY txn LIMIT $1),
     taken AS (DELETE FROM outbox USING due WHERE outbox.txn = due.txn RETURNING outbox.*),
     total AS (SELECT count(*) AS count FROM taken),
     advanced AS (UPDATE feed_head SET head = head + total.count FROM total WHERE total.count > 0 RETURNING head - total.count AS base, epoch),
     placed AS (
       INSERT INTO feed (seq, ends_transaction, organisation_id, brand_id, replica_id, collection, payload)
       SELECT advanced.base + row_number() OVER (ORDER BY txn, position),
         position = max(position) OVER (PARTITION BY txn), organisation_id, brand_id, replica_id, collection,
         payload
       FROM taken, advanced
       RETURNING seq, organisation_id AS "organisationId", brand_id AS "brandId", replica_id AS "replicaId",
         collection, payload)
     SELECT placed.*, advanced.epoch FROM placed, advanced ORDER BY seq`,
    [transactionsMax],
  )
  const [first, last] = [moved[0], moved.at(-1)]
  if (!first || !last) return undefined
  return { epoch: first.epoch, from: first.seq - 1, to: last.seq, items: moved.map(toFeedItem) }
}
