import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { flushFolder } from './flush-tree.ts'

/** The names that a restore gives to folders beside the database, in the order of their lives. */
export const restoreFolders = (directory: string) => ({
  /** Not whole yet. */
  restoring: `${directory}.restoring`,
  /** Whole, proven and flushed: it shall be the database. */
  restored: `${directory}.restored`,
  /** What was the database before. */
  replaced: `${directory}.replaced`,
})

/**
 * Ends what a restore that was killed had begun: the database is then wholly the old or wholly the new one. Only for who holds
 * the directory's lock.
 */
export function settleFolders(directory: string): void {
  const { restoring, restored, replaced } = restoreFolders(directory)
  if (existsSync(restored) && !existsSync(directory)) {
    renameSync(restored, directory)
    flushFolder(path.dirname(directory))
  }
  const leftovers = existsSync(directory) ? [restoring, restored, replaced] : [restoring]
  for (const folder of leftovers) rmSync(folder, { recursive: true, force: true })
}
