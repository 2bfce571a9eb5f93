import { randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type DataLock, takeDataLock } from '../db/pglite/data-lock.ts'

/** A folder for what must not stay, with a lock beside it that tells whether its maker still lives. */
export interface ScratchFolder {
  readonly folder: string
  remove(): void
}

/** Also removes those of the same prefix whose makers were killed. */
export function makeScratchFolder(parent: string, prefix: string): ScratchFolder {
  removeLeftScratch(parent, prefix)
  const folder = path.join(parent, `${prefix}${randomUUID()}`)
  const lock = takeDataLock(`${folder}.lock`)
  if (!lock) throw new Error('a name that was just made is taken')
  mkdirSync(folder, { mode: 0o700 })
  const remove = () => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
    lock.release()
  }
  process.once('exit', remove)
  return { folder, remove }
}

export function removeLeftScratch(parent: string, prefix: string): void {
  const left = readdirSync(parent).filter((name) => name.startsWith(prefix))
  for (const name of new Set(left.map((each) => each.replace(/\.lock(\.taking-over)?$/, '')))) {
    const folder = path.join(parent, name)
    if (!isOurs(folder) && !isOurs(`${folder}.lock`)) continue
    const lock: DataLock | undefined = takeDataLock(`${folder}.lock`)
    if (!lock) continue
    rmSync(folder, { recursive: true, force: true })
    lock.release()
  }
}

/** The temporary folder belongs to everybody. */
function isOurs(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found !== undefined && (process.getuid === undefined || found.uid === process.getuid())
}
