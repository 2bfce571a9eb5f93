import type { Clock } from '#shared/kit/clock.ts'
import { syncedCollections } from '#shared/domain/entities.ts'
import type { ReplicaState } from '#shared/rpc/queries-contract.ts'
import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import { type Desk, type Identity, actorOf, createDesk } from './desk.ts'
import type { FeedSource } from './feed/http-feed.ts'
import { type Place, readPlace, writePlace } from './feed/place.ts'
import { type Changes, createChanges } from './flow/changes.ts'
import type { Timers } from './flow/timers.ts'
import { checkKey, writeKeyCheck } from './seal/key-check.ts'
import { createRowCodec } from './seal/row-codec.ts'
import type { Collection, RowStore } from './store/row-store.ts'

export type Topic = Collection | 'state'

export interface Position {
  readonly checkpoint: Checkpoint | null
  readonly cursor: number
}

/** What main is told. A report that does not arrive is not repeated; the position is, with the next attachment. */
export interface Reports {
  durable(position: { checkpoint: Checkpoint; cursor: number; rows: number }): void
  problem(problem: string, detail: string): void
}

export interface Replica {
  readonly changes: Changes<Topic>
  /** Where to go on from: what main is told on attaching. */
  position(): Position
  /** Takes the next event from main. `attach-again`: the position that main was told was another log's.
   * `not-ours`: another agent has signed in at main. */
  take(event: ReplicaEvent): Promise<'go-on' | 'attach-again' | 'not-ours'>
  /** Resolves once there is a key and main has said what is pending. */
  desk(): Promise<Desk>
  state(): ReplicaState
  close(): Promise<void>
}

export interface ReplicaParts {
  readonly store: RowStore
  readonly source: FeedSource
  isOurs(replicaId: string): boolean
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly reports: Reports
}

/** Main says what is pending right after who sits here; if it says nothing, windows are not kept waiting. */
const pendingGraceMs = 300

export async function openReplica({
  store,
  source,
  isOurs,
  clock,
  timers,
  random,
  reports,
}: ReplicaParts): Promise<Replica> {
  const changes = createChanges<Topic>()
  let problem: string | null = null
  let place = await soundPlace()
  let rows = await countRows(store)
  let desk: Desk | undefined
  let show: (desk: Desk) => void = () => undefined
  let shown = new Promise<Desk>((resolve) => (show = resolve))

  /** The place, if everything that was here when it was written is still here. */
  async function soundPlace(): Promise<Place | null> {
    const found = await readPlace(store)
    if (!found) return null
    for (const collection of syncedCollections) {
      const lost = (found.counts[collection] ?? 0) - (await store.count(collection, {}))
      if (lost <= 0) continue
      // Browsers lose rows without a word: one flipped byte can take thousands.
      reports.problem('replica/rows-lost', `${collection} ${lost}`)
      return null
    }
    return found
  }

  async function repairStore() {
    await store.reopen()
    return { isIncomplete: place !== null && (await soundPlace()) === null }
  }

  function onDurable(next: Place) {
    place = next
    rows = sum(next.counts)
    const { epoch, seq, cursor } = next
    reports.durable({ checkpoint: { epoch, seq }, cursor, rows })
    changes.bump(['state'])
  }

  function onProblem(found: { kind: string; detail: string } | undefined) {
    if ((found?.kind ?? null) === problem) return
    problem = found?.kind ?? null
    if (found) reports.problem(found.kind, found.detail)
    changes.bump(['state'])
  }

  async function identify(identity: Identity): Promise<'go-on' | 'attach-again'> {
    const codec = await createRowCodec(identity.dataKey, identity.replicaId)
    const key = await checkKey(store, codec)
    if (desk && key === 'fits' && desk.replicaId === identity.replicaId && desk.logId === identity.logId) {
      desk.overlay.setActor(actorOf(identity))
      return 'go-on'
    }
    const told = JSON.stringify(position())
    if (desk) {
      shown = new Promise((resolve) => (show = resolve))
      await desk.close()
      desk = undefined
    }
    if (key === 'other') {
      // Whatever lies here can never be opened again.
      reports.problem('replica/key-changed', `${rows}`)
      await store.wipe()
      rows = 0
    }
    if (key !== 'fits') {
      place = null
      await writePlace(store, null)
      await writeKeyCheck(store, codec)
    } else if (place && place.logId !== identity.logId) {
      const restarted = { ...place, logId: identity.logId, cursor: 0 }
      await writePlace(store, restarted)
      place = restarted
    }
    const report = (kind: string, detail: string) => reports.problem(kind, detail)
    const onChange = (topics: Iterable<Topic>) => changes.bump(topics)
    const parts = {
      identity,
      place,
      codec,
      store,
      source,
      clock,
      timers,
      random,
      onChange,
      onDurable,
      report,
      onProblem,
      repairStore,
    }
    const opened = createDesk(parts)
    desk = opened
    void timers.sleep(pendingGraceMs).then(() => show(opened))
    return told === JSON.stringify(position()) ? 'go-on' : 'attach-again'
  }

  const position = (): Position =>
    place
      ? { checkpoint: { epoch: place.epoch, seq: place.seq }, cursor: place.cursor }
      : { checkpoint: null, cursor: 0 }

  return {
    changes,
    position,
    desk: () => shown,
    state() {
      const isLoading = desk ? desk.feed.isLoading() : place !== null
      return { state: isLoading ? 'loading' : place ? 'ready' : 'empty', rows, problem }
    },
    async take(event) {
      if (event.event === 'identity') return isOurs(event.replicaId) ? identify(event) : 'not-ours'
      if (!desk) throw new Error(`${event.event} before identity`)
      switch (event.event) {
        case 'rebuild':
          // The snapshot removes every row that is not in it.
          desk.feed.resync()
          return 'go-on'
        case 'pending':
          await desk.overlay.add(event.commands, event.uplinkedTo)
          break
        case 'uplinked':
          desk.overlay.uplinked(event.uplinkedTo)
          break
        case 'head':
          desk.feed.head({ epoch: event.epoch, seq: event.seq })
          break
        case 'page':
          desk.feed.page(event.page)
          break
        default:
          unreachable(event)
      }
      show(desk)
      return 'go-on'
    },
    async close() {
      await desk?.close()
      await store.close()
    },
  }
}

async function countRows(store: RowStore): Promise<number> {
  const counts = await Promise.all(syncedCollections.map((collection) => store.count(collection, {})))
  return counts.reduce((total, count) => total + count, 0)
}

const sum = (counts: Place['counts']) => Object.values(counts).reduce((total, count) => total + count, 0)
