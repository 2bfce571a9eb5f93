import type { Timers } from '../flow/timers.ts'

/** Main ends a worker that has beaten and then stays silent for six of these: also change src-main/sync/worker-turns.ts. */
const everyMs = 5_000

interface BeatParts {
  readonly timers: Timers
  readonly signal: AbortSignal
  /** Rejects where there is no line to main. */
  tell(): Promise<void>
}

/** Tells main that this worker is well, for as long as it lives. */
export async function keepBeating({ timers, signal, tell }: BeatParts): Promise<void> {
  while (!signal.aborted) {
    await tell().catch(() => undefined)
    await timers.sleep(everyMs, signal)
  }
}
