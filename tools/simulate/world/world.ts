import { builtInRoles } from '#shared/domain/directory/rights.ts'
import {
  copyTables,
  createMemoryTables,
  type MemoryTables,
} from '../../../server-sync/sync/store/memory/memory-tables.ts'
import { agentRow, conversationRow, workplaceRows } from '../../../server-sync/testing/workplace.ts'
import type { WireEnd } from '../../../src-main/sync/uplink/wire.ts'
import type { Bugs } from '../bugs/bugs.ts'
import type { Random } from '../schedule/random.ts'
import { type FeedHistory, createFeedHistory } from './feed-history.ts'
import { type Journal, createJournal } from './journal.ts'
import { type Life, createLife } from './life.ts'
import { type MachineClock, createMachineClock } from './machine-clock.ts'
import { type SimCustomer, createSimCustomer } from './sim-customer.ts'
import { type SimDesk, createSimDesk } from './sim-desk.ts'
import type { Road } from './sim-network.ts'
import { type DeskSession, type SimServer, startSimServer } from './sim-server.ts'
import { type SimTime, createSimTime } from './sim-time.ts'

/** One server, some desks, some customers, and what lies between them. */
export interface World {
  readonly time: SimTime
  readonly desks: readonly SimDesk[]
  readonly customers: readonly SimCustomer[]
  readonly journal: Journal
  readonly history: FeedHistory
  readonly serverClock: MachineClock
  /** What the server has committed, in its present history. */
  tables(): MemoryTables
  server(): SimServer | undefined
  startServer(): Promise<void>
  stopServer(): void
  backUp(): void
  /** The server's data become what they were at the last backup; it has to be down. */
  restore(): boolean
  restores(): number
  /** What never should have happened. */
  readonly troubles: string[]
}

const agents = [
  { agentId: 'ana', brandIds: ['brand-a'], rights: builtInRoles.agent },
  { agentId: 'lea', brandIds: ['brand-a', 'brand-b'], rights: builtInRoles.lead },
  // The same agent at another computer.
  { agentId: 'lea', brandIds: ['brand-a', 'brand-b'], rights: builtInRoles.lead },
  { agentId: 'cem', brandIds: ['brand-a', 'brand-b'], rights: builtInRoles.agent },
]

export const initialRows = [
  ...workplaceRows,
  agentRow('cem', ['brand-a', 'brand-b']),
  conversationRow('conversation-c', 'brand-a'),
].map(({ collection, row }) => ({
  collection,
  row: { ...row, rev: 1 },
}))

export async function createWorld(random: Random, deskCount: number, bugs: Bugs): Promise<World> {
  const time = createSimTime(random.between(3, 14))
  const journal = createJournal()
  const history = createFeedHistory()
  const serverClock = createMachineClock(time)
  const troubles: string[] = []
  const onTrouble = (what: string) => void troubles.push(what)
  let tables = createMemoryTables('epoch-0')
  let server: SimServer | undefined
  let serverLife: Life | undefined
  let backup: { readonly tables: MemoryTables; readonly journal: number } | undefined
  let restores = 0

  for (const { collection, row } of initialRows) tables.rows.get(collection)?.set(row.id, row)
  const sessions = agents.slice(0, deskCount).map(
    (agent, index): DeskSession => ({
      ...agent,
      organisationId: 'org-1',
      replicaId: `desk-${index}`,
      sessionId: `session-${index}`,
      installationId: `installation-${index}`,
    }),
  )
  for (const { replicaId } of sessions) tables.desks.set(replicaId, { currentLogId: '', logs: new Map() })

  /** A question over the network, and its answer: either may be lost on the way, and then it rejects. */
  async function ask<Answer>(
    road: Road,
    question: (server: SimServer) => Promise<Answer>,
    life?: Life,
  ): Promise<Answer> {
    const breaks = road.breaks()
    const wait = (delayMs: number) =>
      life ? life.wait(delayMs) : new Promise<void>((go) => void time.after(delayMs, go))
    const passes = (asked: SimServer | undefined) =>
      asked !== undefined && asked.life.isAlive() && road.isUp() && road.breaks() === breaks
    await wait(road.delayMs())
    const asked = server
    if (!asked || !passes(asked)) throw new Error('not reached')
    const answer = await Promise.race([
      question(asked),
      new Promise<never>((_resolve, reject) => asked.life.onEnd(() => reject(new Error('it ended')))),
    ])
    await wait(road.delayMs())
    if (!passes(asked)) throw new Error('the answer was lost')
    return answer
  }

  const desks = sessions.map((session, index) =>
    createSimDesk({
      index,
      session,
      time,
      random,
      bugs,
      journal,
      onTrouble,
      openWire:
        ({ road }, life) =>
        (events) => {
          let isOver = false
          let drop = () => life.after(0, () => closed('lost'))
          let send: (text: string) => void = () => undefined
          const closed = (end: WireEnd) => {
            if (isOver || !life.isAlive()) return
            isOver = true
            events.closed(end)
          }
          life.after(road.delayMs(), () => {
            if (isOver) return
            if (!server || !road.isUp()) return void life.after(road.delayMs(), () => closed('lost'))
            server.accept(session, (serverEnd) => {
              const own = {
                received: (text: string) => life.isAlive() && !isOver && events.received(bugs.downlink(text)),
                closed: () => closed('lost'),
              }
              const { left, right } = road.connect(own, serverEnd)
              drop = () => {
                left.drop()
                return () => undefined
              }
              send = left.send
              return right
            })
            events.opened()
          })
          life.onEnd(() => drop())
          return { send: (text) => send(text), drop: () => drop() }
        },
      fetch: (desk, life) => ({
        page: async (epoch, after) => {
          if (!desk.main()) throw new Error('no main to ask')
          return ask(desk.road, (asked) => asked.feedPage(session, epoch, after, 50), life)
        },
        async *snapshot() {
          if (!desk.main()) throw new Error('no main to ask')
          const lines = await ask(desk.road, async (asked) => ({ asked, texts: asked.snapshot(session) }), life)
          const breaks = desk.road.breaks()
          for (;;) {
            const next = await Promise.race([
              lines.texts.next(),
              new Promise<never>((_resolve, reject) => lines.asked.life.onEnd(() => reject(new Error('it ended')))),
            ])
            if (desk.road.breaks() !== breaks || !desk.main()) throw new Error('the answer was cut off')
            if (next.done) return
            yield next.value
          }
        },
      }),
    }),
  )
  const streetLife = createLife(time)
  const customers = [0, 1].map((index) => createSimCustomer({ index, time, random, life: streetLife, ask }))

  const world: World = {
    time,
    desks,
    customers,
    journal,
    history,
    serverClock,
    troubles,
    tables: () => tables,
    server: () => server,
    async startServer() {
      if (serverLife?.isAlive()) return
      const life = createLife(time)
      serverLife = life
      const started = await startSimServer({
        life,
        tables,
        clock: serverClock,
        journal,
        history,
        random,
        bugs,
        onFailure: (error) => onTrouble(`server: ${error instanceof Error ? error.message : String(error)}`),
      })
      if (life.isAlive()) server = started
    },
    stopServer() {
      serverLife?.end()
      server = undefined
    },
    backUp: () => void (backup = { tables: copyTables(tables), journal: journal.mark() }),
    restore() {
      if (serverLife?.isAlive() || !backup) return false
      restores += 1
      tables = { ...copyTables(backup.tables), epoch: `epoch-${restores}` }
      journal.returnTo(backup.journal)
      const messages = tables.rows.get('timeline')
      for (const { receipts } of customers) for (const id of receipts) if (!messages?.has(id)) receipts.delete(id)
      return true
    },
    restores: () => restores,
  }
  await world.startServer()
  for (const desk of desks) {
    desk.startMain()
    desk.startWorker()
  }
  return world
}
