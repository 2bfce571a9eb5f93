import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { type RowStorage, openRxRowStore } from '../store/rx-row-store.ts'
import { type RowStore, StoreFailed } from '../store/row-store.ts'

let names = 0

/** RxDB's own memory storage: the real store without a browser. What it holds outlives `close`, as a disk does. */
export function createMemoryRowStorage(): RowStorage {
  const storage = getRxStorageMemory()
  return {
    storage,
    async destroy(name) {
      for (const key of storage.collectionStates.keys()) {
        if (key.startsWith(`${name}--`)) storage.collectionStates.delete(key)
      }
    },
  }
}

export const openMemoryRowStore = () => openRxRowStore(`test-${++names}`, createMemoryRowStorage())

export interface FaultyStore {
  readonly store: RowStore
  /** The next writes fail, as on a full disk: none of their rows, or only half of them, are written. */
  failNextWrites(count: number): void
}

export function createFaultyStore(real: RowStore): FaultyStore {
  let failures = 0
  return {
    failNextWrites: (count) => (failures = count),
    store: {
      ...real,
      ids: (collection) => real.ids(collection),
      async put(collection, rows, known) {
        if (failures === 0) return real.put(collection, rows, known)
        failures -= 1
        await real.put(collection, rows.slice(0, rows.length >> 1), known)
        throw new StoreFailed(new DOMException('no room', 'QuotaExceededError'))
      },
    },
  }
}
