import type { Checkpoint } from '#shared/sync/feed.ts'
import type { SyncedCollection } from '#shared/domain/entities.ts'
import type { ReadableDb } from '../../../db/database.ts'
import type { FeedItem, FeedWindow } from '../../feed-window.ts'

/** An entry as it lies in the feed's table. */
export interface FeedLine {
  readonly seq: number
  readonly organisationId: string
  readonly brandId: string
  readonly replicaId: string | null
  readonly collection: SyncedCollection | null
  readonly payload: string
}

interface Line extends Omit<FeedLine, 'seq'> {
  readonly epoch: string
  readonly floor: number
  readonly head: number
  readonly upTo: number
  readonly seq: number | null
}

export const toFeedItem = ({ seq, organisationId, brandId, replicaId, collection, payload }: FeedLine): FeedItem => ({
  seq,
  organisationId,
  brandId,
  replicaId,
  collection,
  text: `{"seq":${seq},${payload.slice(1)}`,
})

/** One statement, so that head, floor and entries are of one moment. */
export async function readFeed(db: ReadableDb, after: number, limit: number): Promise<FeedWindow | undefined> {
  const lines = await db.query<Line>(
    `WITH bound AS (
       SELECT epoch, floor, head, COALESCE(
         (SELECT seq FROM feed WHERE seq >= $1::bigint + $2::bigint AND ends_transaction ORDER BY seq LIMIT 1), head) AS up_to
       FROM feed_head)
     SELECT bound.epoch, bound.floor, bound.head, bound.up_to AS "upTo", feed.seq, feed.payload,
       feed.organisation_id AS "organisationId", feed.brand_id AS "brandId", feed.replica_id AS "replicaId",
       feed.collection
     FROM bound LEFT JOIN feed ON feed.seq > $1::bigint AND feed.seq <= bound.up_to ORDER BY feed.seq`,
    [after, limit],
  )
  const here = lines[0]
  if (!here || after < here.floor || after > here.head) return undefined
  const items = lines.flatMap(({ seq, ...line }) => (seq === null ? [] : [toFeedItem({ ...line, seq })]))
  return { epoch: here.epoch, from: after, to: here.upTo, items }
}

export async function feedHead(db: ReadableDb): Promise<Checkpoint> {
  const [head] = await db.query<Checkpoint>('SELECT epoch, head AS seq FROM feed_head')
  if (!head) throw new Error('the feed has no head')
  return head
}
