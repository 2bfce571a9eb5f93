import type { RowWrite } from '#shared/domain/command.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { WritableDb } from '../db/database.ts'

const unsentForMs = 24 * 3_600_000
const carrying: readonly TimelineEntry['deliveryState'][] = ['delayed', 'held', 'sent']

/**
 * Agents' files belong to their message as soon as both are known here, whichever came first: no sweep takes them away, and
 * no other message. Of a message that was withdrawn they are free again. In the transaction that writes the message.
 */
export async function bindFiles(db: WritableDb, writes: readonly RowWrite[], now: Instant): Promise<void> {
  const messages = writes.flatMap(({ collection, row }) =>
    collection === 'timeline' && row.authorKind === 'agent' && row.attachments.length > 0 ? [row] : [],
  )
  for (const message of messages) if (message.deliveryState === 'withdrawn') await free(db, message, now)
  for (const message of messages) if (carrying.includes(message.deliveryState)) await bind(db, message, now)
}

const idsOf = ({ attachments }: TimelineEntry) => attachments.map(({ fileId }) => fileId)

function free(db: WritableDb, message: TimelineEntry, now: Instant): Promise<number> {
  return db.execute(
    `UPDATE file SET message_id = NULL, expires_at = CASE WHEN sha256 IS NULL THEN expires_at ELSE $3::bigint END
     WHERE id = ANY($1) AND message_id = $2`,
    [idsOf(message), message.id, now + unsentForMs],
  )
}

async function bind(db: WritableDb, message: TimelineEntry, now: Instant): Promise<void> {
  const { id, organisationId, conversationId, authorId, deliveryState } = message
  const bound = await db.query<{ isWhole: boolean }>(
    `UPDATE file SET message_id = $2, expires_at = CASE WHEN sha256 IS NULL THEN expires_at ELSE 0 END
     WHERE id = ANY($1) AND organisation_id = $3 AND conversation_id = $4 AND uploaded_by_kind = 'agent' AND uploaded_by = $5
       AND (message_id IS NULL OR message_id = $2) AND (expires_at = 0 OR expires_at > $6)
     RETURNING sha256 IS NOT NULL AS "isWhole"`,
    [idsOf(message), id, organisationId, conversationId, authorId, now],
  )
  const whole = bound.filter(({ isWhole }) => isWhole)
  if (deliveryState === 'sent' && whole.length < message.attachments.length)
    throw new Error('a message was to go out without its files')
}

/** A file that is whole now, where its message was here first. Locks: its row is written in this transaction already. */
export function bindToWaiting(db: WritableDb, fileId: string): Promise<number> {
  return db.execute(
    `UPDATE file SET message_id = message.id, expires_at = 0 FROM timeline AS message
     WHERE file.id = $1 AND file.message_id IS NULL AND message.conversation_id = file.conversation_id
       AND message.organisation_id = file.organisation_id AND message.author_kind = 'agent'
       AND message.author_id = file.uploaded_by AND message.delivery_state IN ('delayed', 'held')
       AND message.attachments @> jsonb_build_array(jsonb_build_object('fileId', file.id))`,
    [fileId],
  )
}
