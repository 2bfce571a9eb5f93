export interface Heartbeat {
  /** Anything at all arrived. */
  heard(): void
  passed(elapsedMs: number): void
}

export const heartbeatIntervalMs = 10_000
export const heartbeatPatienceMs = 5_000

/**
 * Notices a connection that is only half there: the cable is out, or the other side is gone without a word. Pings when
 * nothing was heard for an interval, and gives up when nothing answers. Counts what passed instead of looking at the time
 * of day, which may be set.
 */
export function createHeartbeat(beat: { ping(): void; dead(): void }): Heartbeat {
  let silentMs = 0
  let hasPinged = false
  return {
    heard() {
      silentMs = 0
      hasPinged = false
    },
    passed(elapsedMs) {
      silentMs += elapsedMs
      if (silentMs >= heartbeatIntervalMs + heartbeatPatienceMs && hasPinged) return beat.dead()
      if (silentMs < heartbeatIntervalMs || hasPinged) return
      hasPinged = true
      beat.ping()
    },
  }
}
