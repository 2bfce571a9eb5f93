import type { FeedEntry } from '#shared/sync/feed.ts'
import type { MemoryTables } from '../../../server-sync/sync/store/memory/memory-tables.ts'
import type { MemoryServerStore } from '../../../server-sync/sync/store/memory/memory-server-store.ts'
import type { Seen } from '../../../server-sync/policy/may-see.ts'

export interface FedEntry extends Seen {
  readonly seq: number
  entry(): FeedEntry
}

/** Everything that ever was in the feed, of every history of the server. */
export interface FeedHistory {
  of(epoch: string): readonly FedEntry[]
  /** @param pause before each move: a busy sequencer finds several transactions */
  watch(real: MemoryServerStore, tables: MemoryTables, pause: () => Promise<void>): MemoryServerStore
}

export function createFeedHistory(): FeedHistory {
  const histories = new Map<string, FedEntry[]>()
  return {
    of: (epoch) => histories.get(epoch) ?? [],
    watch: (real, tables, pause) => ({
      ...real,
      async lead(signal) {
        const leadership = await real.lead(signal)
        return {
          ...leadership,
          async moveOutbox(max) {
            await pause()
            const moved = await leadership.moveOutbox(max)
            const known = histories.get(tables.epoch) ?? []
            histories.set(tables.epoch, known)
            for (const { seq, text, organisationId, brandId, replicaId, collection } of moved?.items ?? []) {
              let parsed: FeedEntry | undefined
              const entry = () => (parsed ??= JSON.parse(text) as FeedEntry)
              known.push({ seq, entry, organisationId, brandId, replicaId, collection })
            }
            return moved
          },
        }
      },
    }),
  }
}
