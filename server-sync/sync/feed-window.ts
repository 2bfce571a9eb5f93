import type { ReadableDb } from '../db/database.ts'
import type { Seen } from '../policy/may-see.ts'

/** One entry as it lies in the feed; `text` is its JSON, with the number, ready to be sent. */
export interface FeedItem extends Seen {
  readonly seq: number
  readonly text: string
}

/** Whole transactions: everything in (`from`, `to`], in order. */
export interface FeedWindow {
  readonly epoch: string
  readonly from: number
  readonly to: number
  readonly items: readonly FeedItem[]
}

interface Line {
  readonly epoch: string
  readonly floor: number
  readonly head: number
  readonly upTo: number
  readonly seq: number | null
  readonly organisationId: string
  readonly brandId: string
  readonly replicaId: string | null
  readonly payload: string
}

/**
 * What follows `after`: about `limit` entries, extended to the end of the last one's transaction. One statement, so
 * that head, floor and entries are of one moment. `undefined`: the feed does not reach back that far, or never got there.
 */
export async function readFeedWindow(db: ReadableDb, after: number, limit: number): Promise<FeedWindow | undefined> {
  const lines = await db.query<Line>(
    `WITH bound AS (
       SELECT epoch, floor, head, COALESCE(
         (SELECT seq FROM feed WHERE seq >= $1::bigint + $2::bigint AND ends_transaction ORDER BY seq LIMIT 1), head) AS up_to
       FROM feed_head)
     SELECT bound.epoch, bound.floor, bound.head, bound.up_to AS "upTo", feed.seq, feed.payload,
       feed.organisation_id AS "organisationId", feed.brand_id AS "brandId", feed.replica_id AS "replicaId"
     FROM bound LEFT JOIN feed ON feed.seq > $1::bigint AND feed.seq <= bound.up_to ORDER BY feed.seq`,
    [after, limit],
  )
  const here = lines[0]
  if (!here || after < here.floor || after > here.head) return undefined
  const items = lines.flatMap(({ seq, organisationId, brandId, replicaId, payload }) =>
    seq === null ? [] : [{ seq, organisationId, brandId, replicaId, text: `{"seq":${seq},${payload.slice(1)}` }],
  )
  return { epoch: here.epoch, from: after, to: here.upTo, items }
}

export async function readFeedHead(db: ReadableDb): Promise<{ readonly epoch: string; readonly seq: number }> {
  const [head] = await db.query<{ epoch: string; seq: number }>('SELECT epoch, head AS seq FROM feed_head')
  if (!head) throw new Error('the feed has no head')
  return head
}
