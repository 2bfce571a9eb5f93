import type { RowStore } from '../../../src-renderer/replica/store/row-store.ts'

/** A store as a process sees it that is killed: from then on nothing it asks for is answered, and nothing is written. */
export function createMortalStore(store: RowStore): { store: RowStore; die(): void } {
  let isDead = false
  const never = new Promise<never>(() => undefined)
  const whileAlive = <Result>(ask: () => Promise<Result>): Promise<Result> => (isDead ? never : ask())
  return {
    die: () => void (isDead = true),
    store: {
      get: (collection, ids) => whileAlive(() => store.get(collection, ids)),
      find: (collection, query) => whileAlive(() => store.find(collection, query)),
      count: (collection, where) => whileAlive(() => store.count(collection, where)),
      async *ids(collection) {
        if (isDead) await never
        yield* store.ids(collection)
      },
      put: (collection, rows, known) => whileAlive(() => store.put(collection, rows, known)),
      remove: (collection, ids) => whileAlive(() => store.remove(collection, ids)),
      reopen: () => whileAlive(() => store.reopen()),
      wipe: () => whileAlive(() => store.wipe()),
      close: () => whileAlive(() => store.close()),
    },
  }
}
