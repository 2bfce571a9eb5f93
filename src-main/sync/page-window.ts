export const windowMaxPages = 200
export const windowMaxBytes = 8 * 1024 * 1024

/**
 * Pages on their way to the worker that it does not hold durably yet. Neither a port nor a WebSocket says how much waits in
 * it, so what the worker says is the only bound on what a slow one makes main keep.
 */
export interface PageWindow {
  /** False when there is no room: it has to be left out, and so have all after it until `settle` says otherwise. */
  admits(to: number, bytes: number): boolean
  isLeavingOut(): boolean
  /** True when the worker has caught up after pages were left out. */
  settle(seq: number): boolean
  /** Everything up to here was left to the worker to pull. */
  leaveOut(to: number): void
}

export function createPageWindow(): PageWindow {
  let waiting: { to: number; bytes: number }[] = []
  let waitingBytes = 0
  let leftOutTo: number | undefined

  return {
    admits(to, bytes) {
      if (leftOutTo !== undefined) return false
      if (waiting.length >= windowMaxPages || waitingBytes + bytes > windowMaxBytes) return false
      waiting.push({ to, bytes })
      waitingBytes += bytes
      return true
    },
    isLeavingOut: () => leftOutTo !== undefined,
    settle(seq) {
      waiting = waiting.filter(({ to }) => to > seq)
      waitingBytes = waiting.reduce((sum, { bytes }) => sum + bytes, 0)
      if (leftOutTo === undefined || seq < leftOutTo) return false
      leftOutTo = undefined
      return true
    },
    leaveOut(to) {
      waiting = []
      waitingBytes = 0
      leftOutTo = to
    },
  }
}
