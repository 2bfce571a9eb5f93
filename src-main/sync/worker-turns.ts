import type { WorkerTurn } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'

/** Which replica worker lives, for windows that must not make one in a process of their own. */
export interface WorkerTurns {
  readonly now: ReadableValue<WorkerTurn>
  /** The keeper has made one. */
  begun(): void
  /** The process that it lived in is gone. */
  ended(): void
}

export function createWorkerTurns(): WorkerTurns {
  const now = createObservableValue<WorkerTurn>({ turn: 0, isHere: false })
  return {
    now,
    begun: () => now.set({ turn: now.get().turn + 1, isHere: true }),
    ended: () => now.set({ ...now.get(), isHere: false }),
  }
}
