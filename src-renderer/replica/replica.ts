import type { Clock } from '#shared/kit/clock.ts'
import { syncedCollections } from '#shared/domain/entities.ts'
import type { ReplicaState } from '#shared/rpc/queries-contract.ts'
import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import { type Desk, type Identity, type ReadDesk, actorOf, createDesk } from './desk.ts'
import type { FeedSource } from './feed/http-feed.ts'
import { type Place, cursorOf, lostRows, readPlace, writePlace } from './feed/place.ts'
import { type Changes, createChanges } from './flow/changes.ts'
import { type Backoff, fullJitter } from './flow/full-jitter.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import type { Timers } from './flow/timers.ts'
import { createReadAhead } from './rows/read-ahead.ts'
import { checkKey, writeKeyCheck } from './seal/key-check.ts'
import { createRowCodec } from './seal/row-codec.ts'
import { generationOf } from './store/generation.ts'
import { rememberAnswers } from './store/remembering-row-store.ts'
import { type Collection, type RowStore, StoreFailed } from './store/row-store.ts'
import { createStoreMender } from './store/store-mender.ts'

export type Topic = Collection | 'state' | 'pending'

export interface Position {
  readonly checkpoint: Checkpoint | null
  readonly cursor: number
  /** In which `cursor` counts; null where there is no place. */
  readonly logId: string | null
  /** Of the database; null when it could not be kept there. */
  readonly generation: string | null
  readonly rows: number
}

/** What main is told. A report that does not arrive is not repeated; the position is, with the next attachment. */
export interface Reports {
  durable(position: Position & { readonly checkpoint: Checkpoint; readonly logId: string }): void
  problem(problem: string, detail: string): void
}

/** Something that is kept here had to be repaired. Kind and numbers only. */
export interface Repair {
  readonly problem: string
  readonly detail: string
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
  /** For what will be asked of it first; null once there is a desk. */
  lockedDesk(): ReadDesk | null
  state(): ReplicaState
  /** What is here has kept a query or a line from its work several times. Resolves when what can be done is done. */
  mend(error: unknown): Promise<void>
  /** Aborts when everything here had to be thrown away: main has to be attached to again. */
  restarted(): AbortSignal
  /** Resolves when it is known whether rows have been lost since the last time. */
  looked(): Promise<void>
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
  /** What had to be done so that the store could be opened. */
  readonly repairs?: readonly Repair[]
  /** Simulated runs seal with nothing: thousands of them would spend their time in ciphers. */
  readonly openCodec?: typeof createRowCodec
  /** Resolves when whoever has just opened their desk sees what they wait for first; left out: at once. */
  calm?(): Promise<void>
}

/** Main says what is pending right after who sits here; if it says nothing, windows are not kept waiting. */
const pendingGraceMs = 300
/** So long a person can see that something was repaired. */
const repairToldMs = 600_000
const openBackoff: Backoff = { firstMs: 200, maxMs: 10_000 }
/** A desk that nobody has opened by then is still locked, and its rows may just as well be counted. */
const lockedMs = 1_000
/** Whoever has just opened their desk draws and touches what they see. */
const firstLookMs = 500

export async function openReplica({
  store: disk,
  source,
  isOurs,
  clock,
  timers,
  random,
  reports,
  repairs = [],
  openCodec = createRowCodec,
  calm = () => Promise.resolve(),
}: ReplicaParts): Promise<Replica> {
  const store = rememberAnswers(disk)
  const readAhead = createReadAhead(store)
  const changes = createChanges<Topic>()
  let problem: string | null = null
  let repaired: { readonly problem: string; readonly until: number } | undefined
  /** Before main has been heard there is nobody to tell. */
  const untold: Repair[] = []
  let desk: Desk | undefined
  for (const { problem: kind, detail } of repairs) onRepair(kind, detail)
  let { place, rows, generation } = await lookPatiently()
  let restart = new AbortController()
  const end = new AbortController()
  /** Main's events and repairs. */
  const inTurn = createTurns()
  let show: (desk: Desk) => void = () => undefined
  let shown = new Promise<Desk>((resolve) => (show = resolve))

  /** The place, if everything that was here when it was written is still here. */
  async function soundPlace(): Promise<Place | null> {
    const found = await readPlace(store)
    if (!found) return null
    for (const collection of syncedCollections) {
      const lost = await lostRows(store, found, collection)
      if (lost <= 0) continue
      // Where everything is just being taken anew, fewer are here than there were.
      if (JSON.stringify(await readPlace(store)) !== JSON.stringify(found)) return soundPlace()
      // Browsers lose rows without a word: one flipped byte can take thousands.
      onRepair('replica/rows-lost', `${collection} ${lost}`)
      return null
    }
    return found
  }

  async function look() {
    const found = await readPlace(store)
    const rows = found ? sum(found.counts) : await countRows(store)
    return { place: found, rows, generation: await generationOf(store, random) }
  }

  /** What cannot be read, also after it was opened again, is thrown away. */
  async function lookPatiently() {
    for (let attempt = 0; ; attempt++) {
      try {
        return await look()
      } catch (error) {
        if (!(error instanceof StoreFailed)) throw error
        onRepair('replica/store-unreadable', error.cause instanceof Error ? error.cause.name : '')
        await timers.sleep(fullJitter(attempt, openBackoff, random))
        await (attempt === 0 ? store.reopen() : store.wipe()).catch(() => undefined)
      }
    }
  }

  /** Also where the place itself is gone. */
  async function isIncomplete(): Promise<boolean> {
    const found = await soundPlace()
    return found === null && place !== null
  }

  async function repairStore() {
    await store.reopen()
    return { isIncomplete: await isIncomplete() }
  }

  /**
   * Counting 80,000 rows takes a third of a second, for which nobody is kept waiting who wants to see the first of them. The
   * feed is: rows that came meanwhile would stand in for what was lost.
   */
  async function lookForLostRows() {
    const { signal } = end
    const isOpened = await Promise.race([shown.then(() => true), timers.sleep(lockedMs, signal).then(() => false)])
    if (isOpened) await calm().then(() => timers.sleep(firstLookMs, signal))
    for (let attempt = 0; !signal.aborted; attempt++) {
      // All of them are being taken anew.
      if (desk?.feed.isLoading()) return
      try {
        // A desk that is still locked takes them anew as soon as it is open.
        if (await isIncomplete()) void shown.then(({ feed }) => feed.resync())
        return
      } catch (error) {
        if (!(error instanceof StoreFailed)) throw error
        // What lies in memory may answer everybody else for long.
        await mender.mend(error)
        await timers.sleep(fullJitter(attempt, openBackoff, random), signal)
      }
    }
  }

  async function closeDesk() {
    if (!desk) return
    const closing = desk
    // First, so that its own timer does not show it once more.
    desk = undefined
    // Whoever waits for this one gets the next.
    const showBefore = show
    shown = new Promise((resolve) => {
      show = (next) => {
        showBefore(next)
        resolve(next)
      }
    })
    await closing.close()
  }

  async function startAnew() {
    await closeDesk()
    place = null
    restart.abort()
    restart = new AbortController()
    await store.wipe()
    ;({ place, rows, generation } = await look())
    changes.bump(['state'])
  }

  const mender = createStoreMender({
    clock,
    onMend: onRepair,
    async reopen() {
      if ((await repairStore()).isIncomplete) desk?.feed.resync()
    },
    resync: () => desk?.feed.resync(),
    startAnew: () => inTurn(startAnew),
  })

  function onPlace(next: Place | null) {
    place = next
    changes.bump(['state'])
    if (!next) return
    rows = sum(next.counts)
    const { epoch, seq, logId } = next
    reports.durable({ checkpoint: { epoch, seq }, cursor: cursorOf(next, logId), logId, rows, generation })
  }

  function onProblem(found: { kind: string; detail: string } | undefined) {
    if ((found?.kind ?? null) === problem) return
    problem = found?.kind ?? null
    if (found) reports.problem(found.kind, found.detail)
    changes.bump(['state'])
  }

  /** Told to main each time, and to the person once for a while. */
  function onRepair(kind: string, detail: string) {
    if (desk) reports.problem(kind, detail)
    else untold.push({ problem: kind, detail })
    const now = clock.now()
    if (repaired && now < repaired.until) return
    repaired = { problem: kind, until: now + repairToldMs }
    changes.bump(['state'])
  }

  const repairedLately = () => (repaired && clock.now() < repaired.until ? repaired.problem : null)

  async function identify(identity: Identity): Promise<'go-on' | 'attach-again'> {
    const codec = await openCodec(identity.dataKey, identity.replicaId)
    const key = await checkKey(store, codec)
    if (desk && key === 'fits' && desk.replicaId === identity.replicaId && desk.logId === identity.logId) {
      desk.overlay.setActor(actorOf(identity))
      desk.overlay.tellAnew()
      return 'go-on'
    }
    const told = JSON.stringify(position())
    await closeDesk()
    if (key === 'other') {
      // Whatever lies here can never be opened again.
      onRepair('replica/key-changed', `${rows}`)
      await store.wipe()
      rows = 0
      generation = await generationOf(store, random)
    }
    if (key !== 'fits') {
      place = null
      await writePlace(store, null)
      await writeKeyCheck(store, codec)
    } else if (place && place.logId !== identity.logId) {
      const restarted = { ...place, logId: identity.logId }
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
      looked: () => looking,
      onChange,
      onPlace,
      report,
      onRepair,
      onProblem,
      repairStore,
    }
    const opened = createDesk(parts)
    desk = opened
    changes.bump(['state'])
    for (const { problem: kind, detail } of untold.splice(0)) report(kind, detail)
    void timers.sleep(pendingGraceMs).then(() => desk === opened && show(opened))
    return told === JSON.stringify(position()) ? 'go-on' : 'attach-again'
  }

  const position = (): Position => ({
    checkpoint: place && { epoch: place.epoch, seq: place.seq },
    cursor: cursorOf(place, place?.logId ?? ''),
    logId: place?.logId ?? null,
    generation,
    rows,
  })

  async function take(event: ReplicaEvent): ReturnType<Replica['take']> {
    if (event.event === 'identity') return isOurs(event.replicaId) ? identify(event) : 'not-ours'
    // Everything was thrown away meanwhile.
    if (!desk) return 'attach-again'
    switch (event.event) {
      case 'rebuild':
        onRepair('replica/rebuilt', event.reason)
        desk.rebuild()
        return 'go-on'
      case 'pending':
        await desk.overlay.add(event.commands, event)
        break
      case 'uplinked':
        desk.overlay.uplinked(event.uplinkedTo)
        break
      case 'head':
        desk.overlay.toldAll()
        desk.head({ epoch: event.epoch, seq: event.seq })
        break
      case 'page':
        desk.feed.page(event.page)
        break
      default:
        unreachable(event)
    }
    show(desk)
    return 'go-on'
  }

  const looking = lookForLostRows()

  return {
    changes,
    position,
    desk: () => shown,
    lockedDesk: () => (desk ? null : readAhead),
    state() {
      const isLoading = desk ? desk.feed.isLoading() : place !== null
      const state = isLoading ? 'loading' : place ? 'ready' : 'empty'
      return { state, rows, problem: problem ?? repairedLately() }
    },
    take: (event) => inTurn(() => take(event)),
    mend: mender.mend,
    restarted: () => restart.signal,
    looked: () => looking,
    async close() {
      end.abort()
      await looking
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
