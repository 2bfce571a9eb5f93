import { advisoryLocks } from '../../../db/advisory-locks.ts'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import type { WritableDb } from '../../../db/database.ts'
import { rowStores } from '../../../db/row-store.ts'

/** An advisory lock, not one of rows: an organisation that comes into being has none yet. */
export async function lockDirectory(db: WritableDb, organisationId: string): Promise<DirectoryView> {
  await db.execute('SELECT pg_advisory_xact_lock($1, hashtext($2))', [advisoryLocks.directory, organisationId])
  // A statement of its own: only one that begins when the lock is held sees what was added meanwhile.
  return new DirectoryView(await rowStores.directory.find(db, 'organisation_id = $1 ORDER BY id', [organisationId]))
}
