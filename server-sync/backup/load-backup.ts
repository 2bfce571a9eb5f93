import type { Clock } from '#shared/kit/clock.ts'
import { checksumOf, migrateIn } from '../db/migrations/migrate.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { BackupFailure } from './backup-failure.ts'
import type { BackupHeader, Contents } from './backup-records.ts'
import { type SequencePlace, type Table, quoted, readTables } from './catalogue.ts'
import type { BackupKey } from './key-file.ts'
import { readBackup } from './read-backup.ts'
import { readContents } from './read-contents.ts'
import type { Session } from './session.ts'
import { suspendRules } from './suspend-rules.ts'

interface Options {
  readonly file: string
  readonly key: BackupKey
  readonly clock: Clock
}

export interface Loaded {
  readonly header: BackupHeader
  /** As the file says. */
  readonly contents: Contents
  /** As it was read from the database after loading. */
  readonly found: Contents
}

/** Brings an empty database to what the backup's was, in the version that it had, and reads all of it again. */
export async function loadBackup(session: Session, { file, key, clock }: Options): Promise<Loaded> {
  let header: BackupHeader | undefined
  let contents: Contents | undefined
  let tables: ReadonlyMap<string, Table> = new Map()
  let restoreRules = () => Promise.resolve()
  await readBackup(file, key, {
    async header(read) {
      assertKnown(read)
      header = read
      const migrated = await migrateIn(session.db, migrations.slice(0, read.migrations.length), clock)
      if (!migrated.ok) throw new Error(migrated.message)
      tables = new Map((await readTables(session.db)).map((table) => [table.name, table]))
      restoreRules = await suspendRules(session.db)
      // Migrations put rows in as well: those of the backup stand in their place.
      for (const name of tables.keys()) await session.db.execute(`DELETE FROM ${quoted(name)}`)
    },
    async table(table, lines) {
      const known = tables.get(table.name)
      if (known?.columns.join() !== table.columns.join()) {
        throw new BackupFailure(
          'backup/unknown-table',
          `Table ${table.name} is not as Farline's migrations make it: drop or move what was added to the database by hand.`,
        )
      }
      await session.copyIn(table, lines)
    },
    async contents(read) {
      contents = read
      for (const sequence of read.sequences) await setSequence(session, sequence)
      await restoreRules()
    },
  })
  if (!header || !contents) throw new Error('the backup was not read')
  return { header, contents, found: await readContents(session) }
}

function assertKnown({ farline, migrations: applied }: BackupHeader): void {
  const newest = applied.at(-1)?.number ?? 0
  if (newest > migrations.length) {
    throw new BackupFailure(
      'backup/newer',
      `This backup is of Farline ${farline} with database version ${newest}, and this build knows up to ${migrations.length}: restore it with the newer build.`,
    )
  }
  const changed = applied.find(({ number, checksum }) => checksumOf(migrations[number - 1]) !== checksum)
  if (!changed) return
  throw new BackupFailure(
    'backup/changed',
    `Migration ${changed.number} of this build differs from the one in this backup of Farline ${farline}: restore it with the build that made it.`,
  )
}

async function setSequence({ db }: Session, { name, lastValue }: SequencePlace): Promise<void> {
  if (lastValue === null) await db.script(`ALTER SEQUENCE ${quoted(name)} RESTART`)
  else await db.query('SELECT setval($1::regclass, $2::text::bigint)', [quoted(name), lastValue])
}
