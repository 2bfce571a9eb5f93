import type { Saved } from '#shared/rpc/os-contract.ts'
import { type EventQueue, createEventQueue } from '../../flow/event-queue.ts'

/** What was saved on this computer, told to every window: a file that nobody finds is as good as none. */
export interface Downloads {
  tell(saved: Saved): void
  watch(signal?: AbortSignal): AsyncGenerator<Saved, void, void>
}

export function createDownloads(): Downloads {
  const windows = new Set<EventQueue<Saved>>()
  return {
    tell(saved) {
      for (const window of windows) window.push(saved)
    },
    async *watch(signal) {
      const queue = createEventQueue<Saved>()
      windows.add(queue)
      try {
        yield* queue.drain(signal)
      } finally {
        windows.delete(queue)
      }
    },
  }
}
