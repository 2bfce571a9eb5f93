import type { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import { snapshotHeadSchema, snapshotLineSchema } from '#shared/sync/protocol.ts'
import type { AnyRow } from '../rows/replica-row.ts'
import type { RowCodec } from '../seal/row-codec.ts'
import { sealRows } from '../seal/seal-rows.ts'
import type { RowStore } from '../store/row-store.ts'
import { validRow } from './unfold-entries.ts'

interface Parts {
  readonly store: RowStore
  readonly codec: RowCodec
  readonly clock: Clock
  onInvalidRows(collection: string, count: number): void
  /** Now and then, when there is more to see. */
  onProgress(): Promise<void>
}

/** Small enough that a window's query, which waits for the write that is running, is answered in time. */
const chunkRows = 250
const progressEveryMs = 250
const removeBatch = 500

/**
 * Writes a snapshot in chunks as it comes (what a first screen needs comes first), then removes what was not in it. Throws
 * when it breaks off or does not hold what its end says.
 */
export async function loadSnapshot(lines: AsyncIterable<unknown>, parts: Parts) {
  const { store, onInvalidRows } = parts
  const seen = new Map<SyncedCollection, Set<string>>(syncedCollections.map((collection) => [collection, new Set()]))
  const invalid = new Map<string, number>()
  const writer = createChunkWriter(parts)
  let head: z.infer<typeof snapshotHeadSchema> | undefined
  let received = 0
  let isComplete = false
  try {
    for await (const line of lines) {
      if (!head) {
        head = snapshotHeadSchema.parse(line)
        continue
      }
      const next = snapshotLineSchema.parse(line)
      if ('end' in next) {
        isComplete = next.end === received
        break
      }
      received += 1
      const { collection: name, row: value } = next
      const collection = syncedCollections.find((known) => known === name)
      const row = collection && validRow(collection, value)
      if (collection && row) {
        seen.get(collection)?.add(row.id)
        await writer.add(collection, row)
      } else invalid.set(name, (invalid.get(name) ?? 0) + 1)
    }
    if (!head || !isComplete) throw new SnapshotCutOff()
    await writer.flush()
  } finally {
    await writer.settled()
  }
  await writer.finish()
  for (const [collection, ids] of seen) await removeOthers(store, collection, ids)
  for (const [collection, count] of invalid) onInvalidRows(collection, count)
  return { head, counts: Object.fromEntries([...seen].map(([collection, ids]) => [collection, ids.size])) }
}

/** Seals a chunk while the one before is being written. */
function createChunkWriter({ store, codec, clock, onProgress }: Parts) {
  let chunk = new Map<SyncedCollection, AnyRow[]>()
  let size = 0
  let shownAt = clock.now()
  let writing: Promise<unknown> = Promise.resolve()

  async function flush() {
    const batches = [...chunk]
    chunk = new Map()
    size = 0
    const seal = async ([collection, rows]: (typeof batches)[number]) =>
      [collection, await sealRows(codec, collection, rows)] as const
    const sealed = await Promise.all(batches.map(seal))
    await writing
    if (clock.now() - shownAt >= progressEveryMs) {
      shownAt = clock.now()
      await onProgress()
    }
    writing = Promise.all(sealed.map(([collection, rows]) => store.put(collection, rows)))
    // Awaited by the next flush: until then a failure must not count as unhandled.
    writing.catch(() => undefined)
  }

  return {
    flush,
    async add(collection: SyncedCollection, row: AnyRow) {
      const rows = chunk.get(collection) ?? []
      chunk.set(collection, rows)
      rows.push(row)
      size += 1
      if (size >= chunkRows) await flush()
    },
    /** Whether it failed or not: nothing is being written any more. */
    settled: () => writing.catch(() => undefined),
    finish: () => writing,
  }
}

async function removeOthers(store: RowStore, collection: SyncedCollection, seen: ReadonlySet<string>): Promise<void> {
  if ((await store.count(collection, {})) === seen.size) return
  const others: string[] = []
  for await (const ids of store.ids(collection)) others.push(...ids.filter((id) => !seen.has(id)))
  for (let at = 0; at < others.length; at += removeBatch)
    await store.remove(collection, others.slice(at, at + removeBatch))
}

/** The answer ended early, or not all of it came. */
export class SnapshotCutOff extends Error {
  constructor() {
    super('the snapshot broke off')
  }
}
