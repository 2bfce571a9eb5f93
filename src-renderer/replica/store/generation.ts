import { type RowStore, StoreFailed } from './row-store.ts'

const id = 'generation'

/**
 * The random name of this database, made with it and kept in it: main knows by it whether a worker that comes back has still
 * the one that it had. Null when it could not be kept, as on a full disk.
 */
export async function generationOf(store: RowStore, random: () => number): Promise<string | null> {
  const stored = (await store.get('meta', [id])).get(id)
  if (stored) return stored.sealed
  const made = Array.from({ length: 4 }, () => hex(random())).join('')
  try {
    await store.put('meta', [{ id, sealed: made }])
    return made
  } catch (error) {
    if (error instanceof StoreFailed) return null
    throw error
  }
}

const hex = (part: number) =>
  Math.floor(part * 2 ** 32)
    .toString(16)
    .padStart(8, '0')
