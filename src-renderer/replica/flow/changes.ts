/** Tells readers which topics changed. A topic keeps a version, so that a reader never misses what happened while it read. */
export interface Changes<Topic> {
  bump(topics: Iterable<Topic>): void
  /** Grows whenever one of `topics` changes. */
  version(topics: readonly Topic[]): number
  /** Resolves as soon as the version of `topics` is no longer `seen`, or when `signal` aborts. */
  after(seen: number, topics: readonly Topic[], signal?: AbortSignal): Promise<void>
}

export function createChanges<Topic>(): Changes<Topic> {
  const versions = new Map<Topic, number>()
  const waiting = new Set<() => void>()

  const version = (topics: readonly Topic[]) => topics.reduce((sum, topic) => sum + (versions.get(topic) ?? 0), 0)

  return {
    bump(topics) {
      for (const topic of topics) versions.set(topic, (versions.get(topic) ?? 0) + 1)
      for (const look of [...waiting]) look()
    },
    version,
    after: (seen, topics, signal) =>
      new Promise((resolve) => {
        const look = () => {
          if (version(topics) === seen && !signal?.aborted) return
          waiting.delete(look)
          signal?.removeEventListener('abort', look)
          resolve()
        }
        waiting.add(look)
        signal?.addEventListener('abort', look)
        look()
      }),
  }
}
