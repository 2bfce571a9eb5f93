import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Session, session } from 'electron'
import { isMissing } from '../../files/file-errors.ts'

/** In memory: those who stand before the door leave nothing behind. */
export const doorSession = (): Session => session.fromPartition('door')

/**
 * Where one agent's pages keep what they keep. A computer that keeps no keys keeps no rows either: nobody could open them
 * after the process has ended.
 */
export const deskSession = (replicaName: string, isKept: boolean): Session =>
  session.fromPartition((isKept ? 'persist:' : '') + replicaName)

/** Rows, caches, everything that Chromium has of this desk. */
export async function eraseDeskSession(userData: string, replicaName: string, isKept: boolean): Promise<void> {
  const erased = deskSession(replicaName, isKept)
  await erased.clearStorageData()
  await erased.clearCache()
  await removePartition(userData, replicaName)
}

/**
 * Chromium may write once more into the folder of a desk that was erased while it ran: what belongs to no vault goes at
 * the next start, before anything opens it.
 * @param isKnown whether this replica has a vault here
 */
export async function sweepPartitions(
  userData: string,
  isKnown: (replicaName: string) => Promise<boolean>,
): Promise<void> {
  for (const name of await partitionsIn(userData)) {
    if (name.startsWith('replica-') && !(await isKnown(name))) await removePartition(userData, name)
  }
}

const partitionFolder = (userData: string) => path.join(userData, 'Partitions')

async function partitionsIn(userData: string): Promise<readonly string[]> {
  try {
    return await readdir(partitionFolder(userData))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function removePartition(userData: string, name: string): Promise<void> {
  await rm(path.join(partitionFolder(userData), name), { recursive: true, force: true, maxRetries: 3 })
}
