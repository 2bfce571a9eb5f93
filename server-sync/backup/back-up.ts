import { existsSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import { flushFolder } from '../db/pglite/flush-tree.ts'
import { BackupFailure } from './backup-failure.ts'
import { copyData } from './copy-data.ts'
import type { BackupKey } from './key-file.ts'
import { loadBackup } from './load-backup.ts'
import { inPglite } from './pglite-session.ts'
import { inPostgres } from './postgres-session.ts'
import { differences } from './read-contents.ts'
import { makeScratchFolder } from './scratch-folder.ts'
import { type Session, snapshotBegin } from './session.ts'
import { type Written, writeBackup } from './write-backup.ts'

/** Where the data lies, or shall lie. */
export type Place = { readonly dataDirectory: string } | { readonly databaseUrl: string }

interface Options {
  readonly from: Place
  readonly to: string
  readonly key: BackupKey
  readonly version: string
  readonly clock: Clock
  /** Where the proof is made; what lies there is removed at the end. */
  readonly temporaryFolder?: string
}

/** Writes a backup, restores it from the disk into a database of its own, and gives it its name only when both are the same. */
export async function backUp({ temporaryFolder = os.tmpdir(), ...options }: Options): Promise<Written> {
  const { to, from, key, clock } = options
  const making = `${to}.making`
  for (const file of [to, `${to}.unproven`]) if (existsSync(file)) throw exists(file)
  const dropMaking = () => rmSync(making, { force: true })
  process.once('exit', dropMaking)
  try {
    const written = await inSnapshot(from, (session) => writeBackup(session, { ...options, file: making }))
    await prove(written, making, { key, clock, temporaryFolder })
    await rename(making, to)
    flushFolder(path.dirname(path.resolve(to)))
    return written
  } catch (error) {
    if (error instanceof Unproven) {
      await rename(making, `${to}.unproven`)
      throw new BackupFailure(
        'backup/unproven',
        `${error.message} It was kept as ${to}.unproven: do not rely on it, report this.`,
      )
    }
    throw error
  } finally {
    process.off('exit', dropMaking)
    dropMaking()
  }
}

async function inSnapshot<Result>(from: Place, work: (session: Session) => Promise<Result>): Promise<Result> {
  if ('databaseUrl' in from) return inPostgres(from.databaseUrl, snapshotBegin, work)
  const copy = await copyData(from.dataDirectory)
  try {
    return await inPglite(copy.folder, snapshotBegin, work)
  } finally {
    copy.remove()
  }
}

class Unproven extends Error {}

async function prove(
  written: Written,
  file: string,
  { key, clock, temporaryFolder }: { key: BackupKey; clock: Clock; temporaryFolder: string },
): Promise<void> {
  const scratch = makeScratchFolder(temporaryFolder, 'farline-proof-')
  try {
    const { found } = await inPglite(path.join(scratch.folder, 'db'), 'BEGIN', (session) =>
      loadBackup(session, { file, key, clock }),
    )
    const differing = differences(written.contents, found)
    if (differing.length > 0) throw new Unproven(`What the backup gives back differs in: ${differing.join(', ')}.`)
  } catch (error) {
    // Damaged on the way to the disk or back: as good as one that differs.
    if (error instanceof BackupFailure && error.problem === 'backup/damaged') throw new Unproven(error.message)
    throw error
  } finally {
    scratch.remove()
  }
}

const exists = (file: string) =>
  new BackupFailure('backup/exists', `${file} is there already and was left as it is: give another name with --to.`)
