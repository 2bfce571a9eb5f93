import { inOrder, matches } from '../rows/replica-row.ts'
import { type Collection, type RowStore, type StoredRow, collections } from '../store/row-store.ts'

/** A row store for simulated runs: thousands of replicas, where RxDB allows thirteen collections. Kept to the same laws. */
export function createInMemoryRowStore(): RowStore {
  const rows = new Map<Collection, Map<string, StoredRow>>(collections.map((collection) => [collection, new Map()]))
  const of = (collection: Collection) => rows.get(collection) ?? new Map<string, StoredRow>()
  const all = (collection: Collection) => [...of(collection).values()].map((row) => ({ id: row.id, clear: row, row }))

  return {
    get: async (collection, ids) =>
      new Map(ids.flatMap((id) => of(collection).get(id) ?? []).map((row) => [row.id, row])),
    find: async (collection, { where, orderBy, limit }) =>
      all(collection)
        .filter(({ clear }) => matches(clear, where))
        .sort(inOrder(orderBy))
        .slice(0, limit)
        .map(({ row }) => row),
    count: async (collection, where) => all(collection).filter(({ clear }) => matches(clear, where)).length,
    async *ids(collection) {
      const ids = [...of(collection).keys()].sort()
      if (ids.length > 0) yield ids
    },
    async put(collection, written) {
      for (const row of written) of(collection).set(row.id, { ...row })
    },
    remove: async (collection, ids) => ids.filter((id) => of(collection).delete(id)).length,
    reopen: async () => undefined,
    async wipe() {
      for (const each of rows.values()) each.clear()
    },
    close: async () => undefined,
  }
}
