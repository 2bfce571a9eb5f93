import type { Instant } from '#shared/kit/clock.ts'
import type { ReadableDb } from '../db/database.ts'

/** Something that the server has to do at an instant, as it stands in a row. */
export interface DueTimer {
  readonly kind: 'wake' | 'expire' | 'release'
  /** Of the conversation or of the delayed message. */
  readonly id: string
  readonly conversationId: string
  readonly organisationId: string
  readonly brandId: string
  readonly dueAt: Instant
}

/** The soonest ones, in the order in which they come: in one conversation by number. Each part walks a partial index. */
export function soonestTimers(db: ReadableDb, limit: number, without: readonly string[]): Promise<readonly DueTimer[]> {
  return db.query<DueTimer>(
    `SELECT kind, id, conversation_id AS "conversationId", organisation_id AS "organisationId",
       brand_id AS "brandId", due_at AS "dueAt"
     FROM (
       (SELECT 'wake' AS kind, id, id AS conversation_id, organisation_id, brand_id, snoozed_until_at AS due_at, 0 AS number
        FROM conversation WHERE snoozed_until_at > 0 AND id <> ALL($2) ORDER BY snoozed_until_at LIMIT $1)
       UNION ALL
       (SELECT 'expire', id, id, organisation_id, brand_id, offer_until_at, 0
        FROM conversation WHERE offer_until_at > 0 AND id <> ALL($2) ORDER BY offer_until_at LIMIT $1)
       UNION ALL
       (SELECT 'release', id, conversation_id, organisation_id, brand_id, due_at, number
        FROM timeline WHERE due_at > 0 AND id <> ALL($2) ORDER BY due_at, number LIMIT $1)
     ) AS timer ORDER BY due_at, number LIMIT $1`,
    [limit, without],
  )
}
