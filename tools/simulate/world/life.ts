import type { SimTime } from './sim-time.ts'

/**
 * One process from start to death. What it had begun when it died never goes on: its timers do not run, and what it
 * waits for does not come.
 */
export interface Life {
  isAlive(): boolean
  end(): void
  /** At once when it has ended already. */
  onEnd(run: () => void): void
  after(delayMs: number, run: () => void): () => void
  /** What the dead wait for, before anything is changed outside. */
  readonly never: Promise<never>
  /** Never resolves for the dead. */
  wait(delayMs: number): Promise<void>
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
}

export function createLife(time: SimTime): Life {
  let isAlive = true
  const last: (() => void)[] = []

  const after = (delayMs: number, run: () => void) => time.after(delayMs, () => isAlive && run())

  return {
    isAlive: () => isAlive,
    end() {
      if (!isAlive) return
      isAlive = false
      for (const run of last) run()
    },
    onEnd(run) {
      if (isAlive) last.push(run)
      else run()
    },
    after,
    // One for each life: whoever waits for it goes with it.
    never: new Promise(() => undefined),
    wait: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
    sleep: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const finish = () => {
          cancel()
          signal?.removeEventListener('abort', finish)
          resolve()
        }
        const cancel = after(delayMs, finish)
        signal?.addEventListener('abort', finish)
      }),
  }
}
