import { type Viewer, maySeeEntry } from '../policy/may-see.ts'
import type { FeedItem } from './feed-window.ts'

interface Page {
  readonly epoch: string
  readonly from: number
  readonly to: number
}

/** A `FeedPage` as JSON, put together from entries that were serialised once for everybody. */
export function pageText({ epoch, from, to }: Page, visible: readonly FeedItem[]): string {
  const entries = visible.map(({ text }) => text).join(',')
  return `{"epoch":${JSON.stringify(epoch)},"from":${from},"to":${to},"entries":[${entries}]}`
}

export const visibleTo = (viewer: Viewer, items: readonly FeedItem[]) =>
  items.filter((item) => maySeeEntry(viewer, item))
