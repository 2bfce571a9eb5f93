/** A value that others may look at and follow. Followers see the newest value, not every one in between. */
export interface ReadableValue<Value> {
  get(): Value
  /** Calls back on every later change, until the returned function is called. */
  onChange(listener: (value: Value) => void): () => void
  /** The present value at once, then each newer one, until `signal` aborts. */
  watch(signal?: AbortSignal): AsyncGenerator<Value, void, void>
}

export interface ObservableValue<Value> extends ReadableValue<Value> {
  set(value: Value): void
}

export function createObservableValue<Value>(initial: Value): ObservableValue<Value> {
  let value = initial
  let revision = 0
  const listeners = new Set<(value: Value) => void>()

  function onChange(listener: (value: Value) => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  function changedSince(seen: number, signal: AbortSignal | undefined): Promise<void> {
    if (revision !== seen || signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        stop()
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const stop = onChange(done)
      signal?.addEventListener('abort', done)
    })
  }

  return {
    get: () => value,
    set(next) {
      value = next
      revision++
      for (const listener of [...listeners]) listener(next)
    },
    onChange,
    async *watch(signal) {
      while (!signal?.aborted) {
        const seen = revision
        yield value
        await changedSince(seen, signal)
      }
    },
  }
}
