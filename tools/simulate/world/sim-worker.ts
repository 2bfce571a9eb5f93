import { type FeedPage, feedPageSchema } from '#shared/sync/feed.ts'
import { type MainLine, type MainLines } from '../../../src-renderer/replica/link/main-line.ts'
import { createReports, stayAttached } from '../../../src-renderer/replica/link/stay-attached.ts'
import { type Replica, openReplica } from '../../../src-renderer/replica/replica.ts'
import { FeedUnavailable, type FeedSource } from '../../../src-renderer/replica/feed/http-feed.ts'
import type { Bugs } from '../bugs/bugs.ts'
import type { Random } from '../schedule/random.ts'
import type { Life } from './life.ts'
import type { MachineClock } from './machine-clock.ts'
import type { RowCodec } from '../../../src-renderer/replica/seal/row-codec.ts'
import type { SimMain } from './sim-main.ts'
import type { SimRows } from './sim-rows.ts'

/** One run of a replica worker over rows that outlive it. */
export interface SimWorker {
  readonly life: Life
  /** Undefined until its store is open. */
  replica(): Replica | undefined
}

/** What a worker asks the server through main. Rejects when any part of the way is not there. */
export interface SyncFetch {
  /** `undefined`: another history. */
  page(epoch: string, after: number): Promise<string | undefined>
  snapshot(): AsyncGenerator<string>
}

interface Parts {
  readonly life: Life
  readonly replicaId: string
  readonly rows: SimRows
  readonly codec: RowCodec
  readonly clock: MachineClock
  readonly random: Random
  readonly fetch: SyncFetch
  readonly bugs: Bugs
  /** Main as it runs now, or the next one. */
  main(): Promise<SimMain>
  onProblem(problem: string, detail: string): void
}

export function startSimWorker(parts: Parts): SimWorker {
  const { life, clock, random } = parts
  const timers = { sleep: life.sleep }
  const stop = new AbortController()
  let replica: Replica | undefined
  let line: MainLine | undefined
  life.onEnd(() => line?.close())

  async function start() {
    const reports = createReports(() => line)
    replica = await openReplica({
      store: parts.bugs.rowStore(parts.rows.openFor(life), life),
      source: sourceFrom(parts.fetch),
      isOurs: (replicaId) => replicaId === parts.replicaId,
      clock,
      timers,
      random: random.next,
      openCodec: () => Promise.resolve(parts.codec),
      reports: {
        durable: reports.durable,
        problem(problem, detail) {
          parts.onProblem(problem, detail)
          reports.problem(problem, detail)
        },
      },
    })
    await stayAttached(replica, { lines: linesTo(parts), timers, random: random.next, signal: stop.signal }, (next) => {
      line = next
    })
  }
  start().catch((error: unknown) => parts.onProblem('replica/died', String(error)))
  return { life, replica: () => replica }
}

function sourceFrom(fetch: SyncFetch): FeedSource {
  return {
    async pull(epoch, after, signal) {
      const text = await fetch.page(epoch, after)
      if (signal.aborted) throw new FeedUnavailable(0)
      return text === undefined ? 'another-history' : (feedPageSchema.parse(JSON.parse(text)) satisfies FeedPage)
    },
    async *snapshot(signal) {
      for await (const text of fetch.snapshot()) {
        for (const line of text.split('\n')) {
          if (signal.aborted) throw new FeedUnavailable(0)
          if (line !== '') yield JSON.parse(line) as unknown
        }
      }
    },
  }
}

/** A port to main: in order, a little late, gone when one of the two is. */
function linesTo({ life, random, main }: Parts): MainLines {
  return {
    async next() {
      const { life: mainLife, desks, line } = await main()
      await life.wait(random.between(0, 5))
      const closed = new AbortController()
      const close = () => closed.abort()
      mainLife.onEnd(close)
      if (!mainLife.isAlive()) close()
      const reaching = () => {
        if (closed.signal.aborted || !mainLife.isAlive()) throw new Error('main is gone')
      }
      const client = {
        replica: {
          async attach(position: Parameters<typeof line.attach>[0]) {
            reaching()
            return late(line.attach(position, closed.signal))
          },
          async durable(found: { generation?: string | null } & Record<string, unknown>) {
            await life.wait(random.between(0, 2))
            reaching()
            const now = await desks.now()
            if (now.state !== 'open' || line.isReplaced(found.generation)) return
            await now.desk.durable({ ...found, generation: found.generation ?? null } as never)
          },
          report: async () => reaching(),
        },
      }
      return { client: client as unknown as MainLine['client'], closed: closed.signal, close }

      async function* late<Event>(events: AsyncIterable<Event>): AsyncGenerator<Event> {
        for await (const event of events) {
          if (random.chance(0.3)) await life.wait(random.between(0, 4))
          if (closed.signal.aborted) throw new Error('main is gone')
          yield event
        }
        // A stream that ends with its process is a line that broke.
        if (!mainLife.isAlive()) throw new Error('main is gone')
      }
    },
    wanted: (signal) => life.sleep(1_000, signal),
  }
}
