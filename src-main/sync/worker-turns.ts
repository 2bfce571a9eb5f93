import type { WorkerTurn } from '#shared/rpc/workstation-contract.ts'
import type { Timers } from '../flow/timers.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import { noticeSilence } from '../watch/notice-silence.ts'

/** Which replica worker lives, for windows that must not make one in a process of their own. */
export interface WorkerTurns {
  readonly now: ReadableValue<WorkerTurn>
  /** The keeper has made one, the first or in place of one that is gone. */
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
  const beats = noticeSilence({
    timers,
    silentAfterMs,
    onSilent() {
      for (const listener of [...listeners]) listener()
    },
  })
  return {
    now,
    begun() {
      // One that hangs before its first beat hangs too.
      beats.beat()
      now.set({ turn: now.get().turn + 1, isHere: true })
    },
    beat: beats.beat,
    ended() {
      beats.rest()
      now.set({ ...now.get(), isHere: false })
    },
    onHung(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
