import { syncedCollections } from '#shared/domain/entities.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Seat } from '../../../src-main/session/seat.ts'
import { logName } from '../../../src-main/sync/command-log/log-name.ts'
import type { LogEvent } from '../../../src-main/sync/command-log/open-command-log.ts'
import { scanLog } from '../../../src-main/sync/command-log/scan-log.ts'
import type { OpenWire } from '../../../src-main/sync/uplink/wire.ts'
import type { Bugs } from '../bugs/bugs.ts'
import type { Random } from '../schedule/random.ts'
import { actOf } from './acts.ts'
import type { Journal } from './journal.ts'
import { type Life, createLife } from './life.ts'
import { type MachineClock, createMachineClock } from './machine-clock.ts'
import { createNullCodec, nullSealer } from './null-sealing.ts'
import { type SimDisk, createSimDisk } from './sim-disk.ts'
import { type SimMain, startSimMain } from './sim-main.ts'
import { type Road, createRoad } from './sim-network.ts'
import { type SimRows, createSimRows } from './sim-rows.ts'
import type { DeskSession } from './sim-server.ts'
import type { SimTime } from './sim-time.ts'
import { watchLooks } from '../laws/watch-looks.ts'
import { watchPlaces } from '../laws/watch-places.ts'
import { type SimWorker, type SyncFetch, startSimWorker } from './sim-worker.ts'

/** What the log has told a person is saved. */
export interface Saved {
  readonly id: string
  readonly type: string
  /** As people read it, where it has words. */
  readonly text: string
}

/** One agent's computer: what lies on it, and the two processes that run on it or do not. */
export interface SimDesk {
  readonly session: DeskSession
  readonly disk: SimDisk
  readonly rows: SimRows
  readonly clock: MachineClock
  readonly road: Road
  readonly saved: Saved[]
  /** Saved, and gone from the disk by what the disk did: lies, damage, an old image. */
  readonly lostByDisk: Set<string>
  /** Saved, decided, and then let go of by the log itself. */
  readonly letGo: Set<string>
  /** Rows have gone from its database: cards of refusals before this place in the journal may have gone with them. */
  rowsLost(): void
  rowsLostAt(): number
  /** A snapshot tells only what was refused in the present log. */
  beganAnewAt(): number
  /** Whether what is missing from its rows may be a fault's work, and not ours. */
  areRowsInDoubt(): boolean
  rowsAreSound(): void
  main(): SimMain | undefined
  worker(): SimWorker | undefined
  startMain(): void
  startWorker(): void
  stopMain(): void
  stopWorker(): void
  /** An agent does something; nothing happens while there is nobody to tell. */
  act(x: number, y: number): Promise<void>
  /** A window of this desk looks at a conversation. */
  look(conversationId: string): Promise<void>
  /** Ids of all commands that can be read in the log as it lies on the disk. */
  idsInLog(): ReadonlySet<string>
  /**
   * Something happens to the disk. What the log held before and not after it is remembered as lost by the disk.
   * @param happen says whether a disk that does this may lose what it had said was flushed
   */
  loseByDisk(happen: () => boolean): void
  /** Looks what has gone from the log since, and remembers it as let go of. */
  noteLetGo(): void
  /** Of a log that was begun anew a moment ago. */
  noteLastLosses(): void
}

interface Parts {
  readonly index: number
  readonly session: DeskSession
  readonly time: SimTime
  readonly random: Random
  readonly bugs: Bugs
  openWire(desk: SimDesk, life: Life): OpenWire
  fetch(desk: SimDesk, life: Life): SyncFetch
  readonly journal: Journal
  onTrouble(what: string): void
}

export function createSimDesk(parts: Parts): SimDesk {
  const { index, session, time, random, bugs, journal, onTrouble } = parts
  const { replicaId } = session
  const disk = createSimDisk(random)
  const watch = watchPlaces(
    (what) => onTrouble(`${replicaId}: ${what}`),
    () => (beganAnewAt = journal.mark()),
  )
  const looks = watchLooks({
    author: replicaId,
    isExcused: (text) =>
      wordsLostByDisk.has(text) ||
      desk.saved.some(
        (saved) =>
          saved.text === text &&
          (desk.lostByDisk.has(saved.id) ||
            journal.entries().some(({ commandId, refusal }) => commandId === saved.id && refusal)),
      ),
    onViolation: (what) => onTrouble(`${replicaId}: ${what}`),
  })
  const rows = createSimRows(random, [...syncedCollections, 'meta', 'local'], watch.see)
  const codec = createNullCodec()
  const clock = createMachineClock(time)
  const road = createRoad(time, random)
  let main: SimMain | undefined
  let worker: SimWorker | undefined
  let waitingForMain: ((main: SimMain) => void)[] = []
  let ids = 0
  let rowsLostAt = 0
  let beganAnewAt = 0
  let areRowsInDoubt = false
  let acts = 0
  /** Also of what no window was told is saved, because main died just then: the worker may have shown it. */
  const wordsLostByDisk = new Set<unknown>()
  /** Of which it was not yet looked what they let go of. */
  let logEvents = 0

  const seat: Seat = {
    replicaId,
    who: {
      agent: {
        id: session.agentId,
        name: session.agentId,
        email: '',
        role: 'agent',
        brandIds: [...session.brandIds],
        rights: ['conversation.work'],
      },
      organisation: { id: session.organisationId, name: '' },
      policy: {
        idleLockMinutes: 0,
        offlineDays: 60,
        idleAwayMinutes: 0,
        darkAfterMinutes: 0,
        wipesAtSignOut: false,
        needsSecondFactor: false,
      },
      hasSecondFactor: false,
      mustChangePassword: false,
    },
    outboxKey: Buffer.alloc(32, 6),
    dataKey: Buffer.alloc(32, 7),
    // The simulated road asks for no token.
    tokens: noTokens,
  }

  const desk: SimDesk = {
    session,
    disk,
    rows,
    clock,
    road,
    saved: [],
    lostByDisk: new Set(),
    letGo: new Set(),
    rowsLost() {
      rowsLostAt = journal.mark()
      watch.forget()
      looks.forget()
      areRowsInDoubt = true
    },
    rowsLostAt: () => rowsLostAt,
    beganAnewAt: () => beganAnewAt,
    areRowsInDoubt: () => areRowsInDoubt,
    rowsAreSound: () => void (areRowsInDoubt = false),
    main: () => main,
    worker: () => worker,
    startMain() {
      if (main) return
      const life = createLife(time)
      main = startSimMain({
        life,
        seat,
        disk,
        clock,
        random,
        bugs,
        newId: () => `${index}-${++ids}`,
        openWire: parts.openWire(desk, life),
        hasNetwork: road.isUp,
        onLogEvent,
        onTrouble: (what) => onTrouble(`${replicaId}: ${what}`),
      })
      for (const resolve of waitingForMain) resolve(main)
      waitingForMain = []
    },
    startWorker() {
      if (worker) return
      const life = createLife(time)
      worker = startSimWorker({
        life,
        replicaId,
        rows,
        codec,
        clock,
        random,
        bugs,
        fetch: parts.fetch(desk, life),
        main: () => (main ? Promise.resolve(main) : new Promise((resolve) => waitingForMain.push(resolve))),
        onProblem(problem, detail) {
          if (
            ['replica/feed-invalid', 'replica/rows-invalid', 'replica/overlay-failed', 'replica/died'].includes(problem)
          )
            onTrouble(`${replicaId}: ${problem} ${detail}`)
        },
      })
    },
    stopMain() {
      main?.life.end()
      main = undefined
    },
    stopWorker() {
      worker?.life.end()
      worker = undefined
    },
    async act(x, y) {
      const token = `${replicaId}#${++acts}`
      const command = actOf(x, y, token, `entry-${index}-${acts}`, session.agentId)
      const now = await main?.desks.now()
      if (now?.state !== 'open') return
      const appended = await now.desk.log.append(command)
      if (appended.ok) desk.saved.push({ id: appended.envelope.id, type: command.type, text: token })
    },
    async look(conversationId) {
      const at = worker
      const shown = await at?.replica()?.desk()
      if (!shown) return
      const epoch = shown.writer.place()?.epoch ?? null
      const query = { where: { conversationId }, orderBy: ['numberDesc'], limit: 1_000 }
      const timeline = await shown.reader.find('timeline', query)
      if (worker === at && at?.life.isAlive()) looks.see(shown, epoch, conversationId, timeline)
    },
    idsInLog: () => new Set(envelopesOf(disk).map(({ id }) => id)),
    noteLastLosses: () => void (logEvents > 0 && desk.noteLetGo()),
    loseByDisk(happen) {
      const before = wordsOf(envelopesOf(disk))
      if (!happen()) return
      const after = wordsOf(envelopesOf(disk))
      for (const word of before) if (!after.has(word)) wordsLostByDisk.add(word)
      noteLosses('lostByDisk')
    },
    noteLetGo: () => noteLosses('letGo'),
  }

  function noteLosses(kind: 'lostByDisk' | 'letGo') {
    const there = desk.idsInLog()
    for (const { id } of desk.saved) if (!there.has(id) && !desk.lostByDisk.has(id)) desk[kind].add(id)
  }

  function onLogEvent(event: LogEvent) {
    if (event.kind === 'log/torn-tail' || event.kind === 'log/not-compacted') return
    // A moment later: when it is told, the new log is not in place yet.
    logEvents += 1
    time.after(1_000, () => {
      logEvents -= 1
      desk.noteLetGo()
    })
  }

  return desk
}

const envelopesOf = (disk: SimDisk): readonly Envelope[] => scanLog(disk.contentOf(logName), nullSealer).envelopes

const wordsOf = (envelopes: readonly Envelope[]): ReadonlySet<unknown> =>
  new Set(envelopes.map(({ args }) => args['text']))

const noTokens: Seat['tokens'] = {
  access: async () => ({ ok: false, problem: 'unreachable' }),
  renew: async () => ({ ok: false, problem: 'unreachable' }),
  reject: () => undefined,
  atHand: () => null,
  settled: () => Promise.resolve(),
  forget: () => Promise.resolve(),
}
