import { readFileSync } from 'node:fs'

/** A process id alone is not an identity: ids are used again. */
export interface ProcessIdentity {
  pid: number
  /** When it started, in the kernel's own unit; absent where the system does not tell. */
  startedAt?: string
}

export function identify(pid: number): ProcessIdentity {
  const startedAt = startTime(pid)
  return startedAt === undefined ? { pid } : { pid, startedAt }
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return startedAt === undefined || startTime(pid) === undefined || startTime(pid) === startedAt
}

/** Field 22 of Linux' /proc/PID/stat, clock ticks since boot; the second field may itself hold spaces and brackets. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
