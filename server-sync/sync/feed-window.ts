import type { Seen } from '../policy/may-see.ts'

/** One entry as it lies in the feed; `text` is its JSON, with the number, ready to be sent. */
export interface FeedItem extends Seen {
  readonly seq: number
  readonly text: string
}

/** Whole transactions: everything in (`from`, `to`], in order. */
export interface FeedWindow {
  readonly epoch: string
  readonly from: number
  readonly to: number
  readonly items: readonly FeedItem[]
}
