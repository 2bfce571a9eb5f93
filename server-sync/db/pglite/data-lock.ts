import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/** Who holds a data directory. A process number alone is no proof: numbers are reused, so its start counts too. */
const ownerSchema = z.object({ pid: z.int().min(1), startedAt: z.string(), token: z.string() })
type Owner = z.infer<typeof ownerSchema>

export interface DataLock {
  release(): void
}

/**
 * Two processes on one PGlite directory destroy it, and PGlite does not notice: so a file *beside* the directory names
 * the owner. `undefined`: another living process owns it. What a dead process left behind is taken over.
 */
export function takeDataLock(file: string): DataLock | undefined {
  const mine: Owner = { pid: process.pid, startedAt: startOf(process.pid) ?? '', token: randomUUID() }
  if (!create(file, mine) && !takeOver(file, mine)) return undefined
  const release = () => {
    process.off('exit', release)
    if (readOwner(file)?.token === mine.token) rmSync(file, { force: true })
  }
  process.once('exit', release)
  return { release }
}

/** Only one may look at a stale lock and replace it; otherwise a second starter could remove the first one's new lock. */
function takeOver(file: string, mine: Owner): boolean {
  const guard = `${file}.taking-over`
  if (isOlderThan(guard, 10_000)) rmSync(guard, { force: true })
  if (!create(guard, mine)) return false
  try {
    const owner = readOwner(file)
    if (owner && isAlive(owner)) return false
    rmSync(file, { force: true })
    return create(file, mine)
  } finally {
    rmSync(guard, { force: true })
  }
}

function create(file: string, owner: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** `undefined`: gone, cut short by a crash while it was written, or none of ours: nobody alive stands behind it. */
function readOwner(file: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isAlive({ pid, startedAt }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return startOf(pid) === (startedAt === '' ? undefined : startedAt)
}

/** Clock ticks after boot at which a process began: field 22 of Linux's stat, counted after the name in parentheses. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isOlderThan(file: string, ageMs: number): boolean {
  const stat = statSync(file, { throwIfNoEntry: false })
  // Against the file system's own clock, which a test cannot turn.
  return stat !== undefined && performance.timeOrigin + performance.now() - stat.mtimeMs > ageMs
}
