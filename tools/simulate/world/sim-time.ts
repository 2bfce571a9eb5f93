/** Simulated time: nothing happens but what was put here, in the order in which it is due. */
export interface SimTime {
  now(): number
  after(delayMs: number, run: () => void): () => void
  /** Lets time pass; all that falls due happens, each with everything that follows from it at once. */
  pass(byMs: number): Promise<void>
}

const oneStep = Promise.resolve()

interface Due {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

/** @param steps how far promises go on before the next thing falls due: a slow machine lets less happen meanwhile */
export function createSimTime(steps: number): SimTime {
  const heap: Due[] = []
  let now = 0
  let order = 0

  const isBefore = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order)

  function push(due: Due) {
    heap.push(due)
    let index = heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(due, heap[parent]!)) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = due
  }

  function pop(): Due | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1
      if (!isBefore(heap[child]!, last)) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = last
    return first
  }

  /**
   * Nothing simulated waits for anything but promises and simulated time, so counting steps gives the same order every time,
   * and costs less than a turn of the event loop.
   */
  async function settled(): Promise<void> {
    for (let step = 0; step < steps; step++) await oneStep
  }

  return {
    now: () => now,
    after(delayMs, run) {
      const due: Due = { at: now + Math.max(0, delayMs), order: order++, run }
      push(due)
      return () => void (due.run = undefined)
    },
    async pass(byMs) {
      const until = now + byMs
      // What was called just before this may still have something to do.
      await settled()
      while (heap[0] && heap[0].at <= until) {
        const due = pop()!
        if (!due.run) continue
        now = due.at
        due.run()
        await settled()
      }
      now = until
    },
  }
}
