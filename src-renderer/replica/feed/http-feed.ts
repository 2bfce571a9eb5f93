import { type FeedPage, feedPageSchema } from '#shared/sync/feed.ts'
import { ndjsonLines } from './ndjson-lines.ts'

/** The server's feed as main passes it on under our own origin. */
export interface FeedSource {
  /** `another-history`: another epoch, or the feed no longer reaches back to `after`. Other failures throw. */
  pull(epoch: string, after: number, signal: AbortSignal): Promise<FeedPage | 'another-history'>
  /** Parsed lines of a snapshot: head, rows, end. */
  snapshot(signal: AbortSignal): AsyncIterable<unknown>
}

const pageLimit = 1000

export function createHttpFeed(origin: string, fetch: typeof globalThis.fetch): FeedSource {
  async function get(path: string, signal: AbortSignal): Promise<Response> {
    return fetch(new URL(path, origin), { signal, cache: 'no-store' })
  }

  return {
    async pull(epoch, after, signal) {
      const query = new URLSearchParams({ epoch, after: `${after}`, limit: `${pageLimit}` })
      const response = await get(`/sync/feed?${query.toString()}`, signal)
      if (response.status === 409) return 'another-history'
      if (!response.ok) throw new FeedUnavailable(response.status)
      return feedPageSchema.parse(await response.json())
    },
    async *snapshot(signal) {
      const response = await get('/sync/snapshot', signal)
      if (!response.ok || !response.body) throw new FeedUnavailable(response.status)
      for await (const line of ndjsonLines(response.body)) yield JSON.parse(line) as unknown
    },
  }
}

/** The server or the way to it is not there now. Waiting helps. */
export class FeedUnavailable extends Error {
  readonly status: number

  constructor(status: number) {
    super(`feed answered ${status}`)
    this.status = status
  }
}
