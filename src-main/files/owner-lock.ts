import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { errorCode, isMissing } from './file-errors.ts'

interface OwnerLock {
  release(): Promise<void>
}

export type LockResult = { readonly ok: true; readonly lock: OwnerLock } | { readonly ok: false; readonly pid: number }

/** Several locks may be taken by one process, each of another file; this tells them from another process's. */
const heldHere = new Set<string>()

/**
 * Makes this process the only owner of what `file` stands for. A lock left by a process that is gone is taken over;
 * start times tell a gone process from a new one that got its number.
 */
export async function takeOwnerLock(file: string): Promise<LockResult> {
  if (heldHere.has(file)) return { ok: false, pid: process.pid }
  heldHere.add(file)
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), nonce: randomUUID() })
  const prepared = `${file}.${process.pid}`
  try {
    await writeFile(prepared, mine, { mode: 0o600 })
    // Two rounds take over what a gone owner left; whoever loses every race has a living rival.
    for (let round = 0; round < 3; round++) {
      if (await linkExclusively(prepared, file)) return { ok: true, lock: lockOn(file) }
      const pid = await removeIfAbandoned(file)
      if (pid !== null) return refuse(file, pid)
    }
    return refuse(file, 0)
  } catch (error) {
    heldHere.delete(file)
    throw error
  } finally {
    await rm(prepared, { force: true })
  }
}

/** The process that owns what `file` stands for; null where none does. */
export async function ownerOf(file: string): Promise<number | null> {
  const content = await readIfThere(file)
  return content === null ? null : livingOwner(content)
}

function refuse(file: string, pid: number): LockResult {
  heldHere.delete(file)
  return { ok: false, pid }
}

function lockOn(file: string): OwnerLock {
  return {
    async release() {
      heldHere.delete(file)
      await rm(file, { force: true })
    },
  }
}

/** A link appears with its whole content or not at all, so nobody ever reads half a lock. */
async function linkExclusively(prepared: string, file: string): Promise<boolean> {
  try {
    await link(prepared, file)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** The living owner's process id, or null when there is none any more. */
async function removeIfAbandoned(file: string): Promise<number | null> {
  const content = await readIfThere(file)
  if (content === null) return null
  const owner = livingOwner(content)
  if (owner !== null) return owner
  const taken = `${file}.${process.pid}.abandoned`
  try {
    await rename(file, taken)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  // Between reading and renaming somebody else may have taken over: then it is theirs, and goes back.
  const moved = await readIfThere(taken)
  if (moved !== null && moved !== content) await linkExclusively(taken, file)
  await rm(taken, { force: true })
  return null
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function livingOwner(content: string): number | null {
  let owner: { pid?: unknown; startedAt?: unknown } | null
  try {
    owner = JSON.parse(content) as typeof owner
  } catch {
    return null // A torn write of a machine that went down: nobody holds it.
  }
  // No process of ours ever has a number below 1; to ask for such a one would be to ask for a whole group.
  if (typeof owner?.pid !== 'number' || owner.pid < 1 || !isRunning(owner.pid)) return null
  return owner.startedAt === startOf(owner.pid) ? owner.pid : null
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** When a process started, in a unit of the system's own; null where the system does not tell. */
function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return null
  try {
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
  } catch {
    return null // It ended just now.
  }
}
