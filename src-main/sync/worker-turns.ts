import type { WorkerTurn } from '#shared/rpc/workstation-contract.ts'
import type { Timers } from '../flow/timers.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import { createPulse } from '../watch/pulse.ts'

/** Which replica worker lives, for windows that must not make one in a process of their own. */
export interface WorkerTurns {
  readonly now: ReadableValue<WorkerTurn>
  /** The keeper has made one. */
  begun(): void
  /** It says that it is well. */
  beat(): void
  /** The process that it lived in is gone. */
  ended(): void
  /** It has stopped saying that it is well: its process has to end. */
  onHung(listener: () => void): () => void
}

/** Six beats. A worker that takes a large snapshot still beats between two of its chunks. */
const silentAfterMs = 30_000

export function createWorkerTurns(timers: Timers): WorkerTurns {
  const now = createObservableValue<WorkerTurn>({ turn: 0, isHere: false })
  const listeners = new Set<() => void>()
  const pulse = createPulse({
    timers,
    silentAfterMs,
    onSilent() {
      for (const listener of [...listeners]) listener()
    },
  })
  return {
    now,
    begun: () => now.set({ turn: now.get().turn + 1, isHere: true }),
    beat: pulse.beat,
    ended() {
      pulse.rest()
      now.set({ ...now.get(), isHere: false })
    },
    onHung(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
