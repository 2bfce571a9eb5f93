import type { FileFinding } from '#shared/domain/file/attachment.ts'
import { filesAwaitedForMs } from '#shared/domain/file/file-limits.ts'
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
  /** What is known of the files that a delayed message waits for. */
  readonly files: readonly FileFinding[]
  /** Not all of them are here, and none was refused: `dueAt` is when it waits for them no more. */
  readonly isAwaiting: boolean
}

/** Files of a message's own author and conversation, and of no other message: see also files/bind-files.ts. */
const findings = `
  SELECT count(*) FILTER (WHERE file.sha256 IS NULL) > 0 AND count(file.refusal) = 0 AS is_awaiting,
    coalesce(jsonb_agg(
      CASE WHEN file.sha256 IS NULL THEN jsonb_build_object('fileId', file.id, 'refusal', file.refusal)
      ELSE jsonb_build_object('fileId', file.id, 'name', file.name, 'bytes', file.bytes, 'mediaType', file.media_type) END
    ) FILTER (WHERE file.sha256 IS NOT NULL OR file.refusal IS NOT NULL), '[]') AS files
  FROM jsonb_array_elements(message.attachments) AS declared
  LEFT JOIN file ON file.id = declared ->> 'fileId' AND file.organisation_id = message.organisation_id
    AND file.conversation_id = message.conversation_id AND file.uploaded_by_kind = 'agent'
    AND file.uploaded_by = message.author_id AND (file.message_id IS NULL OR file.message_id = message.id)
    AND (file.expires_at = 0 OR file.expires_at > $3)
  WHERE declared ->> 'mediaType' = ''`

/**
 * The soonest ones, in the order in which they come. Of the delayed messages of one conversation only the first: the next one
 * comes when that is gone. Each part walks a partial index.
 */
export function soonestTimers(
  db: ReadableDb,
  limit: number,
  without: readonly string[],
  now: Instant,
): Promise<readonly DueTimer[]> {
  return db.query<DueTimer>(
    `SELECT kind, id, conversation_id AS "conversationId", organisation_id AS "organisationId",
       brand_id AS "brandId", due_at AS "dueAt", files, is_awaiting AS "isAwaiting"
     FROM (
       (SELECT 'wake' AS kind, id, id AS conversation_id, organisation_id, brand_id, snoozed_until_at AS due_at, 0 AS number,
          '[]'::jsonb AS files, false AS is_awaiting
        FROM conversation WHERE snoozed_until_at > 0 AND id <> ALL($2) ORDER BY snoozed_until_at LIMIT $1)
       UNION ALL
       (SELECT 'expire', id, id, organisation_id, brand_id, offer_until_at, 0, '[]', false
        FROM conversation WHERE offer_until_at > 0 AND id <> ALL($2) ORDER BY offer_until_at LIMIT $1)
       UNION ALL
       (SELECT 'release', message.id, conversation_id, organisation_id, brand_id,
          CASE WHEN is_awaiting THEN GREATEST(due_at, created_at + ${filesAwaitedForMs}) ELSE due_at END AS release_at,
          number, files, is_awaiting
        FROM timeline AS message CROSS JOIN LATERAL (${findings}) AS found
        WHERE due_at > 0 AND message.id <> ALL($2) AND NOT EXISTS (
          SELECT FROM timeline AS earlier WHERE earlier.conversation_id = message.conversation_id AND earlier.due_at > 0
            AND earlier.number < message.number AND earlier.id <> ALL($2))
        ORDER BY release_at, number LIMIT $1)
     ) AS timer ORDER BY due_at, number LIMIT $1`,
    [limit, without, now],
  )
}
