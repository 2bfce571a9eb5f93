import type { Checkpoint } from '#shared/sync/feed.ts'
import type { WritableDb } from '../db/database.ts'

/**
 * Nobody can continue from a place before: the numbers up to here belong to the epoch before.
 * @param home where the database lives now; empty: the server that starts next finds out.
 */
export async function beginEpoch(db: WritableDb, home: string): Promise<Checkpoint> {
  const [begun] = await db.query<Checkpoint>(
    'UPDATE feed_head SET epoch = gen_random_uuid()::text, floor = head, home = $1 RETURNING epoch, head AS seq',
    [home],
  )
  if (!begun) throw new Error('the feed has no head')
  return begun
}
