import { setTimeout as wait } from 'node:timers/promises'
import { isRunning, type ProcessIdentity } from './process-identity.ts'

const graceMs = 4_000

/** Ends what a killed start left running, and waits until it is gone: it holds the ports and the database. */
export async function endOrphans(orphans: ProcessIdentity[]): Promise<void> {
  const signalAll = (signal: NodeJS.Signals) => {
    for (const orphan of orphans) if (isRunning(orphan)) process.kill(orphan.pid, signal)
  }
  signalAll('SIGTERM')
  if (await areGone(orphans)) return
  signalAll('SIGKILL')
  await areGone(orphans)
}

/** Nobody tells about the end of a process that is not one's own child: looking again and again is all there is. */
async function areGone(orphans: ProcessIdentity[]): Promise<boolean> {
  const deadline = performance.now() + graceMs
  while (orphans.some(isRunning)) {
    if (performance.now() > deadline) return false
    await wait(25)
  }
  return true
}
