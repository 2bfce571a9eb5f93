import type { Right } from '#shared/domain/directory/rights.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import { DatabaseFailure } from '../../../server-sync/db/database-failure.ts'
import { type ApplyCommand, createApplyCommand } from '../../../server-sync/sync/apply-command.ts'
import type { Decision } from '../../../server-sync/sync/decide.ts'
import { startFeedTail } from '../../../server-sync/sync/feed-tail.ts'
import { pageText, visibleTo } from '../../../server-sync/sync/page-text.ts'
import { startSequencer } from '../../../server-sync/sync/sequencer.ts'
import { snapshotLines } from '../../../server-sync/sync/snapshot.ts'
import { createMemoryServerStore } from '../../../server-sync/sync/store/memory/memory-server-store.ts'
import type { MemoryTables } from '../../../server-sync/sync/store/memory/memory-tables.ts'
import type { ServerStore } from '../../../server-sync/sync/store/server-store.ts'
import type { SyncSocket } from '../../../server-sync/sync/sync-socket.ts'
import { createUplink } from '../../../server-sync/sync/uplink.ts'
import type { Bugs } from '../bugs/bugs.ts'
import type { Random } from '../schedule/random.ts'
import type { Journal } from './journal.ts'
import type { Life } from './life.ts'
import type { FeedHistory } from './feed-history.ts'
import type { MachineClock } from './machine-clock.ts'
import type { End, Socket } from './sim-network.ts'

export interface DeskSession {
  readonly sessionId: string
  readonly installationId: string
  readonly agentId: string
  readonly organisationId: string
  readonly brandIds: readonly string[]
  readonly rights: readonly Right[]
  readonly replicaId: string
}

/** One server process over tables that outlive it. */
export interface SimServer {
  readonly life: Life
  readonly applyCommand: ApplyCommand
  /** @returns this server's end of a desk's line, given its way to the other. */
  accept(session: DeskSession, connect: (end: End) => Socket): void
  /** `undefined`: another epoch, or the feed does not reach back that far. */
  feedPage(session: DeskSession, epoch: string, after: number, limit: number): Promise<string | undefined>
  snapshot(session: DeskSession): AsyncGenerator<string>
  failNextCommits(count: number): void
}

interface Parts {
  readonly life: Life
  readonly tables: MemoryTables
  readonly clock: MachineClock
  readonly journal: Journal
  readonly history: FeedHistory
  readonly random: Random
  readonly bugs: Bugs
  onFailure(error: unknown): void
}

const never = 3_600_000 * 24 * 365
/** So few that desks which were away for long have to begin anew. */
const feedKept = 150

export async function startSimServer({
  life,
  tables,
  clock,
  journal,
  history,
  random,
  bugs,
  onFailure,
}: Parts): Promise<SimServer> {
  let failures = 0
  async function reachDisk() {
    await life.wait(random.between(0, 3))
    if (failures === 0) return
    failures -= 1
    throw new DatabaseFailure(random.pick(['40001', '57P01', 'XX000']), 'planted')
  }
  const report = (error: unknown) => {
    if (!(error instanceof DatabaseFailure)) onFailure(error)
  }
  const memory = history.watch(createMemoryServerStore({ tables, reachDisk }), tables, () =>
    life.wait(random.between(0, 15)),
  )
  const store = bugs.serverStore(memory)
  /** Tells what it commits. What it tells of is whatever the work that it is given results in. */
  const storeTelling = <Told>(onCommit: (told: Told) => void) =>
    bugs.serverStore({
      ...memory,
      transaction: (work, scope) => memory.transaction(work, scope, (result) => onCommit(result as unknown as Told)),
    })
  const tail = await startFeedTail({ store, timers: life, pollMs: never, kept: 100, onFailure: report })
  const sequencer = startSequencer({
    store,
    timers: life,
    onMoved: tail.wake,
    onLead: () => undefined,
    onFailure: report,
    pollMs: never,
    feedKept,
  })
  const writer = journal.writer()
  const applyOver = (over: ServerStore) =>
    createApplyCommand({
      store: over,
      clock,
      onCommitted: sequencer.wake,
      onFailure: report,
      onDecided: () => undefined,
    })
  const forDevices = applyOver(storeTelling<{ outcome: Outcome }>(({ outcome }) => writer.deviceCommitted(outcome)))
  const applyCommand = bugs.applyCommand({
    device(actor, replicaId, command) {
      writer.asked(actor, replicaId, command)
      return forDevices.device(actor, replicaId, command)
    },
    direct: (actor, command) =>
      applyOver(storeTelling<Decision>((decision) => writer.directCommitted(actor, command, decision))).direct(
        actor,
        command,
      ),
  })
  const uplink = createUplink({
    tail,
    applyCommand,
    renewSession: async (session) => session,
    decidedUpTo: store.decidedUpTo,
    onFailure: report,
    timers: life,
  })

  return {
    life,
    applyCommand,
    accept(session, connect) {
      const { end, socket } = createServerSocket(life)
      socket.attach(connect(end))
      uplink.accept(socket, { ...session, role: 'agent' })
    },
    async feedPage(session, epoch, after, limit) {
      const window = epoch === tail.epoch ? await tail.read(after, limit) : undefined
      return window ? pageText(window, visibleTo(session, window.items)) : undefined
    },
    async *snapshot(session) {
      for await (const text of snapshotLines(store, session)) {
        await life.wait(random.between(0, 3))
        yield text
      }
    },
    failNextCommits: (count) => void (failures = count),
  }
}

/** The server's end of a connection, in the shape of a WebSocket of `ws`. */
function createServerSocket(life: Life) {
  const listeners = { message: [] as ((data: string, isBinary: boolean) => void)[], close: [] as (() => void)[] }
  let line: Socket | undefined
  let readyState = 1
  const closed = () => {
    if (readyState === 3) return
    readyState = 3
    if (life.isAlive()) for (const listener of listeners.close) listener()
  }
  const end: End = {
    received: (text) => {
      if (life.isAlive() && readyState === 1) for (const listener of listeners.message) listener(text, false)
    },
    closed,
  }
  // What a dead process had open is closed by its system.
  life.onEnd(() => line?.drop())
  const socket: SyncSocket & { attach(to: Socket): void } = {
    OPEN: 1,
    get readyState() {
      return readyState
    },
    bufferedAmount: 0,
    on: (event: 'message' | 'close', listener: never) => listeners[event].push(listener),
    send(text, sent) {
      line?.send(text)
      sent()
    },
    pause: () => undefined,
    resume: () => undefined,
    close() {
      readyState = 2
      line?.close()
    },
    attach: (to) => void (line = to),
  }
  return { end, socket }
}
