import { createRouterClient } from '@orpc/server'
import { systemClock } from '#shared/kit/clock.ts'
import { createHttpFeed } from '../../../src-renderer/replica/feed/http-feed.ts'
import { systemTimers } from '../../../src-renderer/replica/flow/timers.ts'
import type { MainLine, MainLines } from '../../../src-renderer/replica/link/main-line.ts'
import { createReports, stayAttached } from '../../../src-renderer/replica/link/stay-attached.ts'
import { createQueriesRouter } from '../../../src-renderer/replica/queries/queries-router.ts'
import { openReplica } from '../../../src-renderer/replica/replica.ts'
import { createInMemoryRowStore } from '../../../src-renderer/replica/testing/in-memory-row-store.ts'
import { type Entry, openClient } from './desk-line.ts'
import { createMortalStore } from './mortal-store.ts'
import type { QueriesClient, ReplicaHost } from './replica-host.ts'

const wantedAgainMs = 1_000

/** The replica's own code in this process, on rows in memory that outlive its crashes. */
export async function startNodeReplica(entry: Entry, replicaName: string): Promise<ReplicaHost> {
  const rows = createInMemoryRowStore()
  let life = await live()

  async function live() {
    const end = new AbortController()
    const { store, die } = createMortalStore(rows)
    let line: MainLine | undefined
    const replica = await openReplica({
      store,
      source: createHttpFeed(entry.origin, (url, init) => fetch(url, { ...init, headers: { cookie: entry.cookie } })),
      isOurs: (replicaId) => replicaName.endsWith(replicaId),
      clock: systemClock,
      timers: systemTimers,
      random: Math.random,
      reports: createReports(() => line),
    })
    const parts = {
      lines: createLines(entry, end.signal),
      timers: systemTimers,
      random: Math.random,
      signal: end.signal,
    }
    void stayAttached(replica, parts, (next) => (line = next))
    const client: QueriesClient = createRouterClient(createQueriesRouter(replica, systemTimers))
    return {
      client,
      gone: end.signal,
      kill() {
        die()
        end.abort()
      },
    }
  }

  return {
    kind: 'Node',
    queries: async () => life,
    async crash() {
      life.kill()
      life = await live()
    },
    async stop() {
      life.kill()
    },
  }
}

function createLines(entry: Entry, end: AbortSignal): MainLines {
  return {
    async next() {
      const { client, socket, gone } = openClient<MainLine['client']>(entry, '/replica')
      const terminate = () => socket.terminate()
      end.addEventListener('abort', terminate, { once: true })
      socket.on('close', () => end.removeEventListener('abort', terminate))
      return { client, closed: gone, close: () => socket.close() }
    },
    // Somebody is always at work here.
    wanted: (signal) => systemTimers.sleep(wantedAgainMs, signal),
  }
}
