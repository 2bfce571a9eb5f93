import type { Attachment } from '#shared/domain/file/attachment.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import type { Uploader } from './uploads.ts'

/** Files that become part of a message, before it is committed: from then on no sweep takes them away. */
export interface FileClaims {
  /** In the order of `ids`. `undefined`: one of them is not theirs, not whole, or in another message. The same again is harmless. */
  claim(by: Uploader, messageId: string, ids: readonly string[]): Promise<readonly Attachment[] | undefined>
  /** The message was refused. */
  release(by: Uploader, messageId: string): Promise<void>
}

const unsentForMs = 24 * 3_600_000

/** @param database as the part `files` */
export function createFileClaims(database: Database, clock: Clock): FileClaims {
  return {
    claim: (by, messageId, ids) =>
      database.transaction(async (db) => {
        const found = await db.query<Attachment>(
          `SELECT id AS "fileId", name, bytes, media_type AS "mediaType" FROM file
           WHERE id = ANY($1) AND organisation_id = $2 AND conversation_id = $3 AND uploaded_by_kind = $4 AND uploaded_by = $5
             AND sha256 IS NOT NULL AND (message_id IS NULL OR message_id = $6) ORDER BY id FOR UPDATE`,
          [ids, by.organisationId, by.conversationId, by.kind, by.id, messageId],
        )
        const inOrder = ids.flatMap((id) => found.filter(({ fileId }) => fileId === id))
        if (inOrder.length !== ids.length || new Set(ids).size !== ids.length) return undefined
        await db.execute('UPDATE file SET message_id = $2, expires_at = 0 WHERE id = ANY($1)', [ids, messageId])
        return inOrder
      }),
    async release(by, messageId) {
      // Theirs only: the message of this id can be somebody else's, with files of its own.
      await database.transaction((db) =>
        db.execute(
          `UPDATE file SET message_id = NULL, expires_at = $5
           WHERE message_id = $1 AND conversation_id = $2 AND uploaded_by_kind = $3 AND uploaded_by = $4`,
          [messageId, by.conversationId, by.kind, by.id, clock.now() + unsentForMs],
        ),
      )
    },
  }
}
