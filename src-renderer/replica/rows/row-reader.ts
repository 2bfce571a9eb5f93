import { entities } from '#shared/domain/entities.ts'
import type { RowCodec } from '../seal/row-codec.ts'
import type { Collection, ReadableRowStore, RowQuery, StoredRow } from '../store/row-store.ts'
import type { MemoryLayer } from './memory-layer.ts'
import { type AnyRow, type Clear, type ReplicaRows, clearOf, inOrder, matches } from './replica-row.ts'

/** Rows as a person should see them: what is on disk, under what has arrived, under what is pending. */
export interface RowReader {
  find<Name extends Collection>(collection: Name, query: RowQuery): Promise<ReplicaRows[Name][]>
  count(collection: Collection, where: RowQuery['where']): Promise<number>
  get<Name extends Collection>(collection: Name, ids: readonly string[]): Promise<Map<string, ReplicaRows[Name]>>
  /** The server's version, without what is pending. */
  bases(collection: Collection, ids: readonly string[]): Promise<Map<string, AnyRow>>
}

interface Source {
  readonly store: ReadableRowStore
  readonly layer: MemoryLayer
  readonly codec: RowCodec
  /** A row on disk that does not open, is none that this build knows, or says something else inside than outside. It is left out. */
  onUnreadable(collection: Collection, id: string): void
}

const openedMax = 5000

export function createRowReader({ store, layer, codec, onUnreadable }: Source): RowReader {
  // Opening costs more than finding, and the same rows are looked at again and again.
  const opened = new Map<string, { sealed: string; row: AnyRow }>()

  async function open(collection: Collection, stored: StoredRow): Promise<AnyRow | undefined> {
    const key = `${collection}/${stored.id}`
    const before = opened.get(key)
    if (before?.sealed === stored.sealed) return before.row
    // An earlier build may have kept what this one does not know any more.
    const found = await codec.open(collection, stored.id, stored.sealed)
    const row = entities[collection].schema.safeParse(found).data as AnyRow | undefined
    if (row?.id !== stored.id || !saysTheSame(clearOf(collection, row), stored)) {
      onUnreadable(collection, stored.id)
      return undefined
    }
    opened.delete(key)
    opened.set(key, { sealed: stored.sealed, row })
    const oldest = opened.size > openedMax ? opened.keys().next() : undefined
    if (oldest?.value !== undefined) opened.delete(oldest.value)
    return row
  }

  async function openAll(collection: Collection, found: readonly Found[]): Promise<AnyRow[]> {
    const rows = await Promise.all(
      found.map((each) => ('row' in each ? Promise.resolve(each.row) : open(collection, each.stored))),
    )
    return rows.filter((row) => row !== undefined)
  }

  async function byId(collection: Collection, ids: readonly string[], over: () => ReadonlyMap<string, AnyRow>) {
    return layer.reading(async () => {
      const stored = await store.get(collection, ids)
      const rows = await openAll(
        collection,
        [...stored.values()].map((row) => ({ stored: row, id: row.id, clear: row })),
      )
      const result = new Map(rows.map((row) => [row.id, row]))
      for (const [id, row] of over()) if (ids.includes(id)) result.set(id, row)
      return result
    })
  }

  return {
    async find<Name extends Collection>(collection: Name, { where, orderBy, limit }: RowQuery) {
      const found = await layer.reading(async () => {
        // Rows of the layer may push out as many of the store's.
        const stored = await store.find(collection, { where, orderBy, limit: limit + layer.present(collection).size })
        return merge(collection, stored, layer.present(collection), where)
      })
      const wanted = found.sort(inOrder(orderBy)).slice(0, limit)
      return (await openAll(collection, wanted)) as unknown as ReplicaRows[Name][]
    },
    count: (collection, where) =>
      layer.reading(async () => {
        const ids = [...layer.present(collection).keys()]
        const [count, under] = await Promise.all([store.count(collection, where), store.get(collection, ids)])
        const present = layer.present(collection)
        let changed = 0
        for (const [id, row] of present) {
          if (matches(clearOf(collection, row), where)) changed += 1
          const below = under.get(id)
          if (below && matches(below, where)) changed -= 1
        }
        return Math.max(0, count + changed)
      }),
    get: async <Name extends Collection>(collection: Name, ids: readonly string[]) =>
      (await byId(collection, ids, () => layer.present(collection))) as unknown as Map<string, ReplicaRows[Name]>,
    bases: (collection, ids) => byId(collection, ids, () => layer.arrived(collection)),
  }
}

type Found = { readonly id: string; readonly clear: Clear } & (
  | { readonly row: AnyRow }
  | { readonly stored: StoredRow }
)

function merge(
  collection: Collection,
  stored: readonly StoredRow[],
  present: ReadonlyMap<string, AnyRow>,
  where: RowQuery['where'],
): Found[] {
  const below = stored
    .filter((row) => !present.has(row.id))
    .map((row) => ({ id: row.id, clear: row as Clear, stored: row }))
  const above = [...present.values()]
    .map((row) => ({ id: row.id, clear: clearOf(collection, row), row }))
    .filter(({ clear }) => matches(clear, where))
  return [...below, ...above]
}

const saysTheSame = (inside: Clear, outside: Clear) =>
  Object.entries(inside).every(([field, value]) => outside[field] === value)
