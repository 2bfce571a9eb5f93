import type { Clock } from '#shared/kit/clock.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { endSessions } from '../auth/end-sessions.ts'
import type { WritableDb } from '../db/database.ts'

/**
 * Nobody can continue from a place before: the numbers up to here belong to the epoch before, and so does whatever was open.
 * @param home where the database lives now; empty: the server that starts next finds out.
 */
export async function beginEpoch(db: WritableDb, clock: Clock, home: string): Promise<Checkpoint> {
  await endWhatWasOpen(db, clock)
  const [begun] = await db.query<Checkpoint>(
    'UPDATE feed_head SET epoch = gen_random_uuid()::text, floor = head, home = $1 RETURNING epoch, head AS seq',
    [home],
  )
  if (!begun) throw new Error('the feed has no head')
  return begun
}

/**
 * A database that was put back does not know who signed out since, whom somebody threw out, and which tokens were replaced:
 * everybody gives their password once more. Their desks keep their logs. What was being delivered is nobody's any more.
 */
async function endWhatWasOpen(db: WritableDb, clock: Clock): Promise<void> {
  await endSessions(db, clock, 'all', 'restored')
  for (const table of ['access_token', 'admin_session', 'setup_code']) await db.execute(`DELETE FROM ${table}`)
  await db.execute('UPDATE delivery SET claimed_until_at = 0 WHERE claimed_until_at <> 0')
}
