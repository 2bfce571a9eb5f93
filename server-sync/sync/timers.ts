/** Calls `run` once after `delayMs`; the returned function calls it off. Injected so that a simulated run owns the time. */
export interface Timers {
  after(delayMs: number, run: () => void): () => void
}

export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
