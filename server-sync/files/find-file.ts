import type { ReadableDb } from '../db/database.ts'

/** A content with what it is called and what it is. */
export interface StoredFile {
  readonly name: string
  readonly bytes: number
  readonly mediaType: string
  readonly sha256: string
}

/** A file that a message carries. Asked under whose rights it is looked for: what they do not see is not there. */
export async function findFile(db: ReadableDb, id: string): Promise<StoredFile | undefined> {
  const [found] = await db.query<StoredFile>(
    `SELECT name, bytes, media_type AS "mediaType", sha256 FROM file
     WHERE id = $1 AND message_id IS NOT NULL AND sha256 IS NOT NULL`,
    [id],
  )
  return found
}
