import type { WritableDb } from '../../../db/database.ts'

/** Forgets all but about the newest `kept` entries, up to the end of a transaction. */
export async function trimFeed(db: WritableDb, kept: number): Promise<void> {
  await db.execute(
    `WITH bound AS (
       SELECT max(seq) AS seq FROM feed WHERE ends_transaction AND seq <= (SELECT head FROM feed_head) - $1),
     raised AS (UPDATE feed_head SET floor = bound.seq FROM bound WHERE bound.seq > floor RETURNING floor)
     DELETE FROM feed USING raised WHERE feed.seq <= raised.floor`,
    [kept],
  )
}
