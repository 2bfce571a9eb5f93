import { constants, existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { takeDataLock } from '../db/pglite/data-lock.ts'
import { settleFolders } from '../db/pglite/settle-folders.ts'
import { BackupFailure } from './backup-failure.ts'
import { askForCopy } from './copy-line.ts'
import { type ScratchFolder, makeScratchFolder } from './scratch-folder.ts'

/** Beside the database, so that a copy can share its blocks where the file system knows how, and never leaves its disk. */
export const copyPrefix = 'db.copy-'

/**
 * Two processes must not open one PGlite directory, and reading one writes to it: so a backup reads a copy. Where no server
 * runs we make it ourselves, and otherwise the server does, between two transactions.
 */
export async function copyData(dataDirectory: string): Promise<ScratchFolder> {
  const directory = path.resolve(dataDirectory, 'db')
  if (!existsSync(path.dirname(directory))) throw nothing(dataDirectory)
  const lock = takeDataLock(`${directory}.lock`)
  if (lock) settleFolders(directory)
  try {
    if (!existsSync(path.join(directory, 'PG_VERSION'))) throw nothing(dataDirectory)
    const copy = makeScratchFolder(path.dirname(directory), copyPrefix)
    try {
      if (lock) await cp(directory, copy.folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
      else await askForCopy(dataDirectory, path.basename(copy.folder))
      return copy
    } catch (error) {
      copy.remove()
      throw error
    }
  } finally {
    lock?.release()
  }
}

const nothing = (dataDirectory: string) =>
  new BackupFailure('backup/nothing-there', `${dataDirectory} holds no database of Farline: check --data.`)
