import type { ReadDesk } from '../desk.ts'
import type { ReadableRowStore } from '../store/row-store.ts'
import { createMemoryLayer } from './memory-layer.ts'

/**
 * A desk that is still locked, for questions that wait for its key: they are asked of the disk, which remembers what it
 * answered, sealed as it lies there (store/remembering-row-store.ts). Nothing of it can be read before the key is there.
 * @param store one that remembers
 */
export function createReadAhead(store: ReadableRowStore): ReadDesk {
  return {
    agentId: '',
    layer: createMemoryLayer(),
    reader: {
      async find(collection, query) {
        await store.find(collection, query)
        return []
      },
      async count(collection, where) {
        await store.count(collection, where)
        return 0
      },
      async get(collection, ids) {
        await store.get(collection, ids)
        return new Map()
      },
      bases: () => Promise.resolve(new Map()),
    },
  }
}
