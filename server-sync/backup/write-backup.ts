import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import type { Clock } from '#shared/kit/clock.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { BackupFailure } from './backup-failure.ts'
import {
  type BackupHeader,
  type Contents,
  contentsRecord,
  headerRecord,
  linesRecord,
  tableRecord,
} from './backup-records.ts'
import { readSequences, readTables } from './catalogue.ts'
import { createContentDigest } from './content-digest.ts'
import type { BackupKey } from './key-file.ts'
import { seal } from './seal.ts'
import { type Session, assertSeesAll } from './session.ts'
import { wholeLines } from './whole-lines.ts'

interface Options {
  readonly file: string
  readonly key: BackupKey
  /** Of this build. */
  readonly version: string
  readonly clock: Clock
}

export interface Written {
  readonly header: BackupHeader
  /** As it was read from the database, not from the file. */
  readonly contents: Contents
}

/** Everything that one snapshot holds, sealed and flushed to the disk; never more than a few megabytes of it in memory. */
export async function writeBackup(session: Session, { file, key, version, clock }: Options): Promise<Written> {
  const header = await readHeader(session, version, clock)
  const contents: Contents = { tables: [], sequences: [] }

  async function* records(): AsyncGenerator<Buffer, void> {
    yield headerRecord(header)
    for (const table of await readTables(session.db)) {
      const digest = createContentDigest()
      yield tableRecord(table)
      for await (const lines of wholeLines(session.copyOut(table))) {
        digest.add(lines)
        yield linesRecord(lines)
      }
      contents.tables.push({ name: table.name, rows: digest.rows(), digest: digest.value() })
    }
    contents.sequences.push(...(await readSequences(session.db)))
    yield contentsRecord(contents)
  }

  await pipeline(
    records,
    createZstdCompress(),
    (compressed: AsyncIterable<Buffer>) => seal(compressed, key),
    createWriteStream(file, { mode: 0o600, flush: true }),
  )
  return { header, contents }
}

async function readHeader({ db, engine }: Session, version: string, clock: Clock): Promise<BackupHeader> {
  const tables = await readTables(db)
  if (!tables.some(({ name }) => name === 'migration')) {
    throw new BackupFailure(
      'backup/nothing-there',
      'This database holds no data of Farline: check --data or --database-url.',
    )
  }
  const migrations = await db.query<BackupHeader['migrations'][number]>(
    'SELECT number, name, checksum FROM migration ORDER BY number',
  )
  await assertSeesAll(db)
  const [position] = await db.query<Checkpoint>('SELECT epoch, head AS seq FROM feed_head')
  if (!position) throw new Error('the feed has no head')
  return {
    farline: version,
    engine,
    madeAt: new Date(clock.now()).toISOString(),
    migrations: [...migrations],
    position,
  }
}
