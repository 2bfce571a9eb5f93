import { readdir, rm, stat, statfs, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '#shared/kit/clock.ts'
import { isMissing } from '../files/file-errors.ts'
import { type LogFile, openLogDisk } from '../files/log-disk.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'

/** The few things that kept files need of a disk; tests put in one that fills up and dies. */
export interface FileDisk {
  names(): Promise<readonly string[]>
  /** Null when there is no such file. */
  read(name: string): Promise<Buffer | null>
  /** Replaces it as a whole: after a crash there is the old content or the new one. Flushed. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Makes it where it is not there. */
  open(name: string): Promise<LogFile>
  /** 0 where there is none. */
  sizeOf(name: string): Promise<number>
  remove(name: string): Promise<void>
  usedAt(name: string): Promise<Instant>
  noteUse(name: string, at: Instant): Promise<void>
  freeBytes(): Promise<number>
}

/** @param folder made where it is not there, for its owner only */
export async function openFileDisk(folder: string): Promise<FileDisk> {
  const { read, open } = await openLogDisk(folder)
  const at = (name: string) => path.join(folder, name)
  const statOf = (name: string) =>
    stat(at(name)).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    })
  return {
    names: () => readdir(folder),
    read,
    open,
    write: (name, bytes) => writeFileAtomically(at(name), bytes),
    sizeOf: async (name) => (await statOf(name))?.size ?? 0,
    remove: (name) => rm(at(name), { force: true }),
    usedAt: async (name) => (await statOf(name))?.mtimeMs ?? 0,
    noteUse: (name, when) => utimes(at(name), when / 1000, when / 1000),
    async freeBytes() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}
