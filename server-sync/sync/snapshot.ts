import { type SyncedCollection, syncedCollections } from '#shared/domain/entities.ts'
import type { Database } from '../db/database.ts'
import { type RowStore, rowStores } from '../db/row-store.ts'
import type { Viewer } from '../policy/may-see.ts'
import { readFeedHead } from './feed-window.ts'

const pageSize = 1_000

/**
 * All that a viewer may see, as NDJSON lines. The head is read first and the rows after it in short reads: every row is
 * at least as new as `seq`, and what is newer comes again through the feed, where its revision makes it harmless (S1).
 * A long transaction would give one cut, but a slow reader would then hold back PostgreSQL's vacuum, or all of PGlite.
 */
export async function* snapshotLines(database: Database, viewer: Viewer): AsyncGenerator<string> {
  yield `${JSON.stringify(await readFeedHead(database))}\n`
  let total = 0
  for (const collection of syncedCollections) {
    for await (const rows of pagesOf(database, viewer, collection)) {
      total += rows.length
      yield rows.map((row) => `${JSON.stringify({ collection, row })}\n`).join('')
    }
  }
  yield `${JSON.stringify({ end: total })}\n`
}

async function* pagesOf(database: Database, viewer: Viewer, collection: SyncedCollection) {
  const store = rowStores[collection] as RowStore<{ readonly id: string }>
  for (let after = ''; ; ) {
    // The same rule as maySee, for the database.
    const rows = await store.find(
      database,
      `organisation_id = $1 AND (brand_id = '' OR brand_id = ANY($2)) AND id > $3 ORDER BY id LIMIT ${pageSize}`,
      [viewer.organisationId, viewer.brandIds, after],
    )
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}
