import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { Viewer } from '../policy/may-see.ts'
import type { ServerStore } from './store/server-store.ts'

/** Rows of one collection as NDJSON lines, in the order of ids. */
export interface SnapshotPage<Text> {
  readonly lines: Text
  readonly count: number
  /** Id of the last row; any text when there is none. */
  readonly lastId: string
}

export type ReadSnapshotPage<Text> = (
  viewer: Viewer,
  collection: SyncedCollection,
  afterId: string,
  limit: number,
) => Promise<SnapshotPage<Text>>

const pageSize = 2_000

/**
 * All that a viewer may see, as NDJSON lines. The head is read first, then how far the viewer's log is decided, and the
 * rows after it in short reads: every row is at least as new as `seq` and holds all that is decided up to the cursor (S3),
 * and what is newer comes again through the feed, where its revision makes it harmless (S1). A long transaction would give
 * one cut, but a slow reader would then hold back PostgreSQL's vacuum, or all of PGlite.
 */
export async function* snapshotParts<Text>(
  store: Pick<ServerStore, 'feedHead' | 'deskLog'>,
  viewer: Viewer,
  readPage: ReadSnapshotPage<Text>,
  limit = pageSize,
): AsyncGenerator<string | Text> {
  const head = await store.feedHead()
  yield `${JSON.stringify({ ...head, cursor: await store.deskLog(viewer.replicaId, viewer) })}\n`
  let total = 0
  for (const collection of syncedCollections) {
    for (let after = ''; ; ) {
      const { lines, count, lastId } = await readPage(viewer, collection, after, limit)
      if (count > 0) yield lines
      total += count
      if (count < limit) break
      after = lastId
    }
  }
  yield `${JSON.stringify({ end: total })}\n`
}

/** The same from any store, row by row. */
export function snapshotLines(store: ServerStore, viewer: Viewer): AsyncGenerator<string> {
  return snapshotParts(store, viewer, async (...asked) => {
    const rows = await store.visibleRows(...asked)
    const [, collection] = asked
    const lines = rows.map((row) => `${JSON.stringify({ collection, row })}\n`).join('')
    return { lines, count: rows.length, lastId: rows.at(-1)?.id ?? '' }
  })
}
