import type { Collection } from '../store/row-store.ts'
import type { AnyRow } from './replica-row.ts'

type Rows = ReadonlyMap<string, AnyRow>
const none: Rows = new Map()

/**
 * What is true but not (yet) in the store: `arrived` rows of the server until they are on disk, and over them the
 * `foreseen` views of pending commands, which never go to disk. Changed only in one piece, so that a reader sees a page
 * of the feed as a whole or not at all.
 */
export interface MemoryLayer {
  arrive(collection: Collection, rows: Iterable<AnyRow>): void
  arrived(collection: Collection): Rows
  /** These very rows are on disk now. They stay until every read that may have missed them there has ended. */
  landed(collection: Collection, rows: Iterable<AnyRow>): void
  forgetArrived(): void
  foresee(views: ReadonlyMap<Collection, Rows>): void
  foreseen(collection: Collection): Rows
  /** Both together: the view where there is one. */
  present(collection: Collection): Rows
  /** Wraps a read of the store, and the laying of `present` over what it found. */
  reading<Result>(read: () => Promise<Result>): Promise<Result>
}

export function createMemoryLayer(): MemoryLayer {
  const arrived = new Map<Collection, Map<string, AnyRow>>()
  let views: ReadonlyMap<Collection, Rows> = new Map()
  let tick = 0
  const activeReads = new Set<number>()
  let landed: { at: number; collection: Collection; row: AnyRow }[] = []

  function dropLanded() {
    const oldestRead = Math.min(...activeReads, Number.POSITIVE_INFINITY)
    const kept = landed.filter(({ at }) => at > oldestRead)
    for (const { at, collection, row } of landed) {
      const rows = arrived.get(collection)
      // A newer version may have arrived meanwhile: that one is not on disk.
      if (at <= oldestRead && rows?.get(row.id) === row) rows.delete(row.id)
    }
    landed = kept
  }

  return {
    arrive(collection, rows) {
      const known = arrived.get(collection) ?? new Map<string, AnyRow>()
      arrived.set(collection, known)
      for (const row of rows) known.set(row.id, row)
    },
    arrived: (collection) => arrived.get(collection) ?? none,
    landed(collection, rows) {
      const at = ++tick
      for (const row of rows) landed.push({ at, collection, row })
      dropLanded()
    },
    forgetArrived() {
      arrived.clear()
      landed = []
    },
    foresee(next) {
      views = next
    },
    foreseen: (collection) => views.get(collection) ?? none,
    present(collection) {
      const below = arrived.get(collection) ?? none
      const above = views.get(collection) ?? none
      return above.size === 0 ? below : new Map([...below, ...above])
    },
    async reading(read) {
      const at = ++tick
      activeReads.add(at)
      try {
        return await read()
      } finally {
        activeReads.delete(at)
        dropLanded()
      }
    },
  }
}
