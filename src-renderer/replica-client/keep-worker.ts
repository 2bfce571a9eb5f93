import { pause } from '../connection/pause.ts'
import { openWorkerLine } from './worker-line.ts'

interface KeepWorkerParts {
  readonly replicaName: string
  /** Makes the worker unless it is there. */
  connect(): MessagePort
  /** The worker's end of a new line to main. */
  lineToMain(): MessagePort
  readonly locks: LockManager
  readonly signal: AbortSignal
  /** Injected so that a test need not wait. */
  readonly now?: () => number
  readonly wait?: (delayMs: number, signal: AbortSignal) => Promise<void>
}

const firstPauseMs = 100
const longestPauseMs = 30_000
const longLifeMs = 60_000

/**
 * Keeper page: makes the worker in this page's process and gives it its line to main, again whenever it has died. It can
 * do so alone: Chromium 130 ends all shared workers when its network service dies.
 */
export async function keepWorker({
  replicaName,
  connect,
  lineToMain,
  locks,
  signal,
  now = () => performance.now(),
  wait = pause,
}: KeepWorkerParts): Promise<void> {
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    const madeAt = now()
    const hello = { host: 'electron', replicaName, lock: `farline-keeper-${crypto.randomUUID()}` } as const
    // Not by a connection of its own, which a worker that is just ending might take, and the next one only the hello.
    await openWorkerLine(connect(), hello, locks, undefined, lineToMain()).died
    // One that dies at once every time must not keep the computer busy.
    if (now() - madeAt >= longLifeMs) pauseMs = firstPauseMs
    await wait(pauseMs, signal)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}
