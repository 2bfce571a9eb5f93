import { existsSync, mkdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import { operatorId } from '../admin/operator.ts'
import { restoredVerb } from '../audit/audit-keeper.ts'
import { createRecordAudit } from '../audit/record-audit.ts'
import { migrateIn } from '../db/migrations/migrate.ts'
import type { WritableDb } from '../db/database.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { takeDataLock } from '../db/pglite/data-lock.ts'
import { flushFolder, flushTree } from '../db/pglite/flush-tree.ts'
import { restoreFolders, settleFolders } from '../db/pglite/settle-folders.ts'
import { beginEpoch } from '../epoch/begin-epoch.ts'
import { moveOutbox } from '../sync/store/sql/move-outbox.ts'
import { advisoryLocks } from '../db/advisory-locks.ts'
import type { Place } from './back-up.ts'
import { BackupFailure } from './backup-failure.ts'
import { copyPrefix } from './copy-data.ts'
import type { BackupKey } from './key-file.ts'
import { type Loaded, loadBackup } from './load-backup.ts'
import { inPglite } from './pglite-session.ts'
import { inPostgres } from './postgres-session.ts'
import { assertWhole } from './read-backup.ts'
import { differences } from './read-contents.ts'
import { removeLeftScratch } from './scratch-folder.ts'
import type { Session } from './session.ts'

interface Options {
  readonly from: string
  readonly to: Place
  readonly key: BackupKey
  readonly clock: Clock
  /** What is there is replaced; it stays until the new is proven. */
  readonly isReplacing: boolean
}

export interface Restored extends Loaded {
  /** Everybody who knew the database before starts anew, and desks send again what it lacks. */
  readonly epoch: string
}

export async function restore(options: Options): Promise<Restored> {
  const { to } = options
  await assertWhole(options.from, options.key)
  return 'databaseUrl' in to
    ? inPostgres(to.databaseUrl, 'BEGIN', async (session) => {
        await emptyPostgres(session, options)
        return fill(session, options)
      })
    : intoPglite(to.dataDirectory, options)
}

/** Proves that all is there as it was, and only then makes of it a database of this build and of a new epoch. */
async function fill(session: Session, { from, key, clock }: Options): Promise<Restored> {
  const loaded = await loadBackup(session, { file: from, key, clock })
  const differing = differences(loaded.contents, loaded.found)
  if (differing.length > 0) {
    throw new BackupFailure(
      'backup/unproven',
      `What was restored differs from the backup in: ${differing.join(', ')}. Nothing was changed: report this, and try another backup.`,
    )
  }
  const migrated = await migrateIn(session.db, migrations, clock)
  if (!migrated.ok) throw new Error(migrated.message)
  while (await moveOutbox(session.db, 1_000)) continue
  const { epoch } = await beginEpoch(session.db, clock, '')
  await recordRestore(session.db, clock, epoch, loaded.header.madeAt)
  // Nobody reads what lies before a new epoch begins.
  await session.db.execute('DELETE FROM feed')
  await session.db.script('ANALYZE')
  return { ...loaded, epoch }
}

/** Servers that had seen more of the record than the backup holds look for this: see audit-keeper.ts. */
async function recordRestore(db: WritableDb, clock: Clock, epoch: string, madeAt: string): Promise<void> {
  const organisations = await db.query<{ id: string }>(
    `SELECT id FROM directory WHERE kind = 'organisation' UNION SELECT organisation_id FROM audit ORDER BY 1`,
  )
  const recordAudit = createRecordAudit(clock)
  for (const { id } of organisations) {
    await recordAudit(db, {
      organisationId: id,
      actorKind: 'operator',
      actorId: operatorId,
      verb: restoredVerb,
      subjectId: epoch,
      detail: { madeAt },
    })
  }
}

async function emptyPostgres({ db }: Session, { isReplacing }: Options): Promise<void> {
  const [lock] = await db.query<{ isFree: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS "isFree"', [
    advisoryLocks.sequencer,
  ])
  if (!lock?.isFree) {
    throw new BackupFailure('backup/in-use', 'A server is running on this database: stop it, and run restore again.')
  }
  const tables = await db.query<{ name: string }>(
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'`,
  )
  if (tables.length === 0) return
  if (!tables.some(({ name }) => name === 'migration')) {
    throw new BackupFailure(
      'backup/not-ours',
      'This database holds tables that are not of Farline: give an empty database in --database-url.',
    )
  }
  if (!isReplacing) throw notEmpty('This database')
  await db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC')
}

async function intoPglite(dataDirectory: string, options: Options): Promise<Restored> {
  const directory = path.resolve(dataDirectory, 'db')
  const parent = path.dirname(directory)
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  const lock = takeDataLock(`${directory}.lock`)
  if (!lock) {
    throw new BackupFailure(
      'backup/in-use',
      `A server is running on ${dataDirectory}: stop it, or give another --data directory.`,
    )
  }
  try {
    settleFolders(directory)
    removeLeftScratch(parent, copyPrefix)
    if (existsSync(directory) && !options.isReplacing) throw notEmpty(dataDirectory)
    const { restoring, restored, replaced } = restoreFolders(directory)
    let filled: Restored
    try {
      filled = await inPglite(restoring, 'BEGIN', (session) => fill(session, options))
      flushTree(restoring)
    } catch (error) {
      await rm(restoring, { recursive: true, force: true })
      throw error
    }
    // From here on a new start would finish it: see settleFolders.
    await rename(restoring, restored)
    flushFolder(parent)
    if (existsSync(directory)) await rename(directory, replaced)
    settleFolders(directory)
    return filled
  } finally {
    lock.release()
  }
}

const notEmpty = (what: string) =>
  new BackupFailure(
    'backup/not-empty',
    `${what} already holds data of Farline and was left as it is: give an empty one, or --replace to put the backup in its place.`,
  )
