import type { FeedItem } from '../sync/feed-window.ts'
import { rowEntry } from '../sync/outbox.ts'
import type { ServerStore } from '../sync/store/server-store.ts'
import { conversationRow } from './workplace.ts'

/** A transaction of `size` entries, each of which carries its name and its place in it. */
export function commit(
  store: ServerStore,
  name: string,
  size: number,
  hold: () => Promise<void> = () => Promise.resolve(),
) {
  return store.transaction(async (transaction) => {
    const entries = Array.from({ length: size }, (_, index) =>
      rowEntry(conversationRow(`${name}-${index}`, 'brand-a', { subject: `${index + 1} of ${size}` })),
    )
    await transaction.writeOutbox(entries)
    await hold()
  })
}

export const nameOf = ({ text }: FeedItem) => /"id":"(\w+)-\d+"/.exec(text)?.[1] ?? ''
