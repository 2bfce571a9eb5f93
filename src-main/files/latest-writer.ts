export interface LatestWriter<Value> {
  /** Resolves when this value, or a newer one, is written; rejects when that failed. */
  write(value: Value): Promise<void>
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>
}

/** Writes one at a time; of values that arrive meanwhile only the newest. */
export function createLatestWriter<Value>(save: (value: Value) => Promise<void>): LatestWriter<Value> {
  let running: Promise<void> | undefined
  let next: { value: Value; written: Promise<void> } | undefined

  function start(value: Value): Promise<void> {
    const current = save(value)
    const settled = current
      .catch(() => undefined) // The caller of `write` gets the failure; the next write must go on.
      .then(() => {
        if (running === settled) running = undefined
      })
    running = settled
    return current
  }

  return {
    write(value) {
      if (!running) return start(value)
      if (next) {
        next.value = value
        return next.written
      }
      const queued: { value: Value; written: Promise<void> } = {
        value,
        written: running.then(() => {
          next = undefined
          return start(queued.value)
        }),
      }
      next = queued
      return queued.written
    },
    async idle() {
      while (running) await (next?.written.catch(() => undefined) ?? running)
    },
  }
}
