import { type Collection, type RowStore, StoreFailed } from '../../../src-renderer/replica/store/row-store.ts'
import { createInMemoryRowStore } from '../../../src-renderer/replica/testing/in-memory-row-store.ts'
import type { Random } from '../schedule/random.ts'
import type { Life } from './life.ts'

/** One desk's database of rows: it outlives every worker. */
export interface SimRows {
  openFor(life: Life): RowStore
  /** What lies there now, whoever works on it. */
  readonly disk: RowStore
  failNextWrites(count: number): void
  /** As it is now, for `rollBack`. */
  remember(): Promise<void>
  rollBack(): Promise<boolean>
}

/** @param onPlace sees every place that the replica writes down */
export function createSimRows(
  random: Random,
  collections: readonly Collection[],
  onPlace: (place: string) => void,
): SimRows {
  const disk = createInMemoryRowStore()
  let failures = 0
  let remembered: (() => Promise<void>) | undefined

  return {
    disk,
    openFor: (life) => ({
      ...disk,
      async get(...asked) {
        if (random.chance(0.1)) await life.wait(1)
        if (!life.isAlive()) await life.never
        return disk.get(...asked)
      },
      async put(collection, rows, known) {
        if (random.chance(0.5)) await life.wait(random.between(0, 30))
        if (!life.isAlive()) await life.never
        if (collection === 'meta' && rows[0]?.id === 'place' && failures === 0) onPlace(rows[0].sealed)
        if (failures === 0) return disk.put(collection, rows, known)
        failures -= 1
        await disk.put(collection, rows.slice(0, rows.length >> 1), known)
        throw new StoreFailed(new Error('planted'))
      },
      async remove(collection, ids) {
        await life.wait(1)
        return disk.remove(collection, ids)
      },
      async reopen() {
        await life.wait(2)
      },
      async wipe() {
        await life.wait(2)
        return disk.wipe()
      },
    }),
    failNextWrites: (count) => void (failures = count),
    async remember() {
      const all = await Promise.all(collections.map(async (name) => [name, await disk.find(name, everything)] as const))
      remembered = async () => {
        await disk.wipe()
        for (const [name, rows] of all) await disk.put(name, rows)
      }
    },
    async rollBack() {
      await remembered?.()
      return remembered !== undefined
    },
  }
}

const everything = { where: {}, orderBy: [], limit: Number.MAX_SAFE_INTEGER }
