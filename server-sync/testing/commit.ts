import type { Database } from '../db/database.ts'
import type { FeedItem } from '../sync/feed-window.ts'
import { rowEntry, writeOutbox } from '../sync/outbox.ts'
import { conversationRow } from './workplace.ts'

/** A transaction of `size` entries, each of which carries its name and its place in it. */
export function commit(
  database: Database,
  name: string,
  size: number,
  hold: () => Promise<void> = () => Promise.resolve(),
) {
  return database.transaction(async (db) => {
    const entries = Array.from({ length: size }, (_, index) =>
      rowEntry(conversationRow(`${name}-${index}`, 'brand-a', { subject: `${index + 1} of ${size}` })),
    )
    await writeOutbox(db, entries)
    await hold()
  })
}

export const nameOf = ({ text }: FeedItem) => /"id":"(\w+)-\d+"/.exec(text)?.[1] ?? ''
