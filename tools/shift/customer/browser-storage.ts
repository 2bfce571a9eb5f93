import type { KeyValueStore } from '../../../server-sync/widget/key-value-store.ts'

/** What a customer's browser keeps for a shop: shared by all tabs, and still there after the last one is closed. */
export interface BrowserStorage {
  /** @param changed told, a little later, of each key that another tab wrote or removed */
  openTab(changed: (key: string) => void): KeyValueStore & { close(): void }
}

export function createBrowserStorage(): BrowserStorage {
  const values = new Map<string, string>()
  const tabs = new Set<(key: string) => void>()
  return {
    openTab(changed) {
      tabs.add(changed)
      const tellOthers = (key: string) => {
        for (const tab of tabs) if (tab !== changed) setImmediate(() => tabs.has(tab) && tab(key))
      }
      return {
        get: (key) => values.get(key) ?? null,
        set(key, value) {
          values.set(key, value)
          tellOthers(key)
        },
        remove(key) {
          if (values.delete(key)) tellOthers(key)
        },
        keys: () => [...values.keys()],
        close: () => void tabs.delete(changed),
      }
    },
  }
}
