import { constants } from 'node:fs'
import { access, chmod, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

const prefix = 'farline-test-'
/** Databases, browsers' profiles and what Electron keeps, with room to spare. Containers often have 64 MB there. */
const roomMinBytes = 4 * 1024 ** 3

export interface QuickFolder {
  readonly path: string
  remove(): Promise<void>
}

/**
 * Where a run of the tests writes. Every commit of every database waits for the disk, and nothing that a test writes
 * outlives it: so it is memory where there is enough. Tests of power cuts bring a disk of their own.
 */
export async function makeQuickFolder(memory = '/dev/shm'): Promise<QuickFolder> {
  const parent = (await isRoomy(memory)) ? memory : os.tmpdir()
  await removeLeftovers(parent)
  const folder = await mkdtemp(path.join(parent, `${prefix}${process.pid}-`))
  // PostgreSQL runs as another user when we are root, and has to come through.
  await chmod(folder, 0o711)
  if (parent === memory && !(await runsPrograms(folder))) {
    await rm(folder, { recursive: true })
    return makeQuickFolder(os.tmpdir())
  }
  return {
    path: folder,
    // Something that a test started may still be writing its last words.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

async function isRoomy(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return Math.min(bavail * bsize, os.freemem()) >= roomMinBytes
  } catch {
    return false
  }
}

/** PostgreSQL's programs may have to be copied to where its user reaches them; a folder of memory is often mounted without that. */
async function runsPrograms(folder: string): Promise<boolean> {
  const probe = path.join(folder, 'probe')
  await writeFile(probe, '', { mode: 0o755 })
  const isAllowed = await access(probe, constants.X_OK).then(
    () => true,
    () => false,
  )
  await rm(probe)
  return isAllowed
}

/** A run that was killed could not tidy up, and memory is not emptied by itself. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
