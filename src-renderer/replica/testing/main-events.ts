import type { FeedPage } from '#shared/sync/feed.ts'
import type { Replica } from '../replica.ts'
import { conversation, customer, type reply } from './test-desk.ts'
import { TestServer } from './test-server.ts'

export function createServer(...ids: string[]): TestServer {
  const server = new TestServer()
  server.put({ collection: 'customer', row: customer })
  for (const id of ids) server.put({ collection: 'conversation', row: conversation(id) })
  return server
}

/** Looks after every change. */
export async function until(replica: Replica, isSo: () => boolean): Promise<void> {
  while (!isSo()) await replica.changes.after(replica.changes.version(['state']), ['state'])
}

export const pageEvent = (page: FeedPage) => ({ event: 'page', page }) as const
export const pending = (...commands: ReturnType<typeof reply>[]) =>
  ({ event: 'pending', commands, after: 0, uplinkedTo: 0 }) as const
