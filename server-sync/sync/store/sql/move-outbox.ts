import type { WritableDb } from '../../../db/database.ts'

/**
 * Numbers what is committed and not yet in the feed. One statement sees one snapshot, so a transaction is moved as a
 * whole or not at all (F2), and the update of the one head row keeps two movers in turn even if both think they lead (F1).
 * @returns how many entries were moved.
 */
export async function moveOutbox(db: WritableDb, transactionsMax: number): Promise<number> {
  const [moved] = await db.query<{ count: number }>(
    `WITH due AS (SELECT DISTINCT txn FROM outbox ORDER BY txn LIMIT $1),
     taken AS (DELETE FROM outbox USING due WHERE outbox.txn = due.txn RETURNING outbox.*),
     total AS (SELECT count(*) AS count FROM taken),
     advanced AS (UPDATE feed_head SET head = head + total.count FROM total WHERE total.count > 0 RETURNING head - total.count AS base),
     placed AS (
       INSERT INTO feed (seq, ends_transaction, organisation_id, brand_id, replica_id, payload)
       SELECT advanced.base + row_number() OVER (ORDER BY txn, position),
         position = max(position) OVER (PARTITION BY txn), organisation_id, brand_id, replica_id, payload
       FROM taken, advanced)
     SELECT count::integer AS count FROM total`,
    [transactionsMax],
  )
  return moved?.count ?? 0
}
