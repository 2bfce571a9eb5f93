/** What the chat keeps on the visitor's machine: its token, what is not sent yet, how far was read. */
export interface KeyValueStore {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  keys(): string[]
}

function orElse<T>(attempt: () => T, fallback: T): T {
  try {
    return attempt()
  } catch {
    // Storage is switched off, blocked for third parties, or full: the chat then lives as long as its page.
    return fallback
  }
}

/**
 * @param open hands out the page's storage; merely asking for it throws where it is blocked
 * @param prefix keeps brands apart
 * @param notStored told of what is in memory only, since the browser would not take it; empty when that is gone
 */
export function createKeyValueStore(
  open: () => Storage,
  prefix: string,
  notStored: (key: string, value: string) => void = () => undefined,
): KeyValueStore {
  const storage = orElse<Storage | undefined>(open, undefined)
  /** Only what the storage would not take. */
  const memory = new Map<string, string>()

  return {
    get: (key) => memory.get(key) ?? orElse(() => storage?.getItem(prefix + key) ?? null, null),
    set(key, value) {
      const isStored = orElse(() => {
        storage?.setItem(prefix + key, value)
        return storage !== undefined
      }, false)
      if (isStored) memory.delete(key)
      else {
        memory.set(key, value)
        notStored(key, value)
      }
    },
    remove(key) {
      if (memory.delete(key)) notStored(key, '')
      orElse(() => storage?.removeItem(prefix + key), undefined)
    },
    keys() {
      const stored = orElse(() => Object.keys(storage ?? {}), [])
      const own = stored.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
      return [...new Set([...own, ...memory.keys()])]
    },
  }
}
