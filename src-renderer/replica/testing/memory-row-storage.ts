import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { type RowStorage, openRxRowStore } from '../store/rx-row-store.ts'
import { type Collection, type RowStore, StoreFailed } from '../store/row-store.ts'

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
  /** The next writes (to this collection) fail, as on a full disk: none of their rows, or only half of them, are written. */
  failNextWrites(count: number, to?: Collection): void
}

export function createFaultyStore(real: RowStore): FaultyStore {
  let failures = 0
  let failing: Collection | undefined
  return {
    failNextWrites(count, to) {
      failures = count
      failing = to
    },
    store: {
      ...real,
      ids: (collection) => real.ids(collection),
      async put(collection, rows, known) {
        if (failures === 0 || (failing ?? collection) !== collection) return real.put(collection, rows, known)
        failures -= 1
        await real.put(collection, rows.slice(0, rows.length >> 1), known)
        throw new StoreFailed(new DOMException('no room', 'QuotaExceededError'))
      },
    },
  }
}

export interface SpoiltStore {
  readonly store: RowStore
  /** From now on nothing can be read, until everything is thrown away. */
  spoil(): void
  wipes(): number
}

export function createSpoiltStore(real: RowStore): SpoiltStore {
  let isSpoilt = false
  let wipes = 0
  const read = async <Result>(work: () => Promise<Result>) => {
    if (isSpoilt) throw new StoreFailed(new DOMException('Internal error.', 'UnknownError'))
    return work()
  }
  return {
    spoil: () => (isSpoilt = true),
    wipes: () => wipes,
    store: {
      ...real,
      get: (...given) => read(() => real.get(...given)),
      find: (...given) => read(() => real.find(...given)),
      count: (...given) => read(() => real.count(...given)),
      async wipe() {
        await real.wipe()
        isSpoilt = false
        wipes += 1
      },
    },
  }
}

export interface SlowStore {
  readonly store: RowStore
  /** Writes to this collection wait from now on. Resolves when the first of them does. */
  holdWrites(to: Collection): Promise<void>
  release(): void
}

export function createSlowStore(real: RowStore): SlowStore {
  const released = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  let held: Collection | undefined
  return {
    holdWrites(to) {
      held = to
      return reached.promise
    },
    release: released.resolve,
    store: {
      ...real,
      ids: (collection) => real.ids(collection),
      async put(collection, rows, known) {
        if (collection === held) {
          reached.resolve()
          await released.promise
        }
        await real.put(collection, rows, known)
      },
    },
  }
}
