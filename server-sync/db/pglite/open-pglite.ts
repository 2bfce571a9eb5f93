import { constants, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { type Started, problem } from '../../start-problem.ts'
import { prepareDataDirectory } from '../data-directory.ts'
import type { Database, SqlValue, Work } from '../database.ts'
import { silentBus } from '../node-bus.ts'
import { type Scope, beginUnder, unscoped } from '../scope.ts'
import { guardTransaction } from '../transaction-guard.ts'
import { type DataLock, takeDataLock } from './data-lock.ts'
import { flushFolder, flushTree } from './flush-tree.ts'
import { settleFolders } from './settle-folders.ts'
import { type WorkerLine, startWorkerLine } from './worker-line.ts'
import { createTurns } from '#shared/kit/in-turn.ts'

interface Options {
  /** The folder given with `--data`; the database lives in `db` inside it, its lock beside that. */
  readonly dataDirectory: string
  /** PGlite's thread ended by itself: nothing can be stored any more. */
  readonly onLost: () => void
}

export interface PgliteDatabase extends Database {
  /** The database's files as they are between two transactions; whoever opens them finds what was committed. */
  copyTo(folder: string): Promise<void>
}

/** Opens the built-in database, or makes it. Never touches a directory that another process owns or that is damaged. */
export async function openPglite({ dataDirectory, onLost }: Options): Promise<Started<PgliteDatabase>> {
  const directory = path.resolve(dataDirectory, 'db')
  const prepared = prepareDataDirectory(dataDirectory)
  if (!prepared.ok) return prepared
  const lock = takeDataLock(`${directory}.lock`)
  if (!lock) {
    return problem(
      'server/data-in-use',
      `Another server is running on ${dataDirectory}: stop it, or give another --data directory.`,
    )
  }
  const opened = await openLocked(directory)
  if (!opened.ok) {
    lock.release()
    return opened
  }
  return { ok: true, value: pgliteDatabase(opened.value, directory, lock, onLost) }
}

async function openLocked(directory: string): Promise<Started<WorkerLine>> {
  settleFolders(directory)
  if (!existsSync(directory)) {
    const made = await makeDatabase(directory)
    if (!made.ok) return made
  }
  // PGlite would take a directory without this file for an empty one and write over it.
  const line = existsSync(path.join(directory, 'PG_VERSION')) ? await startWorkerLine(directory) : undefined
  return line
    ? { ok: true, value: line }
    : problem(
        'server/data-damaged',
        `The database in ${directory} is damaged and was left untouched: restore it from a backup, or move it away to start with an empty one.`,
      )
}

/** Made under another name and renamed when it is whole, so that a crash half-way never looks like a damaged database. */
async function makeDatabase(directory: string): Promise<Started<true>> {
  const making = `${directory}.making`
  rmSync(making, { recursive: true, force: true })
  const line = await startWorkerLine(making)
  if (!line) {
    return problem(
      'server/data-unwritable',
      `Could not make a database in ${directory}: check the free space and the permissions.`,
    )
  }
  await line.ask({ op: 'close' })
  await line.ended
  flushTree(making)
  renameSync(making, directory)
  flushFolder(path.dirname(directory))
  return { ok: true, value: true }
}

/** A copy of a file is another file; birth times are missing from some file systems, which then give the time of the last change. */
function homeOf(directory: string): string {
  const { ino, birthtimeMs, ctimeMs } = statSync(path.join(directory, 'global/pg_control'))
  return `${ino}/${birthtimeMs === ctimeMs ? '' : Math.trunc(birthtimeMs)}`
}

function pgliteDatabase(line: WorkerLine, directory: string, lock: DataLock, onLost: () => void): PgliteDatabase {
  // There is one connection: whoever is in a transaction has it alone.
  const alone = createTurns()
  let isClosing = false
  void line.ended.then(() => {
    if (!isClosing) onLost()
  })

  const transaction = <Result>(work: Work<Result>, scope: Scope = unscoped) =>
    alone(async () => {
      const { db, assertWhole } = guardTransaction({
        run: (sql, values) => line.ask({ op: 'run', sql, values }),
        script: async (sql) => void (await line.ask({ op: 'script', sql })),
      })
      const begun = db.script(beginUnder(scope))
      try {
        // The thread takes one after the other: the first statement need not wait for this answer.
        const [result] = await Promise.all([work(db), begun])
        assertWhole()
        await line.ask({ op: 'commit' })
        return result
      } catch (error) {
        // Fails only together with the whole thread, which `onLost` reports.
        await line.ask({ op: 'script', sql: 'ROLLBACK' }).catch(() => undefined)
        throw error
      }
    })

  return {
    engine: 'pglite',
    transaction,
    query: async <Row extends object>(sql: string, values: readonly SqlValue[] = [], scope: Scope = unscoped) =>
      (await alone(() => line.ask({ op: 'run', sql, values, begin: beginUnder(scope) }))).rows as readonly Row[],
    // The directory's lock already says that this is the only process.
    lead: (_key, signal, scope) =>
      signal.aborted
        ? Promise.reject(signal.reason as Error)
        : Promise.resolve({
            transaction: (work) => transaction(work, scope),
            release: () => Promise.resolve(),
          }),
    home: () => Promise.resolve(homeOf(directory)),
    openBus: () => silentBus,
    async copyLines(select, scope = unscoped) {
      const { bytes } = await alone(() => line.ask({ op: 'lines', sql: select, begin: beginUnder(scope) }))
      return Buffer.from(bytes ?? new ArrayBuffer(0))
    },
    copyTo: (folder) =>
      alone(async () => {
        // The thread makes checkpoints in its own time; after this one nothing is left to write.
        await line.ask({ op: 'script', sql: 'CHECKPOINT' })
        await cp(directory, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
      }),
    async close() {
      isClosing = true
      await alone(() => line.ask({ op: 'close' }))
      await line.ended
      lock.release()
    },
  }
}
