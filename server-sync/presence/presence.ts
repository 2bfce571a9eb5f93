import { z } from 'zod'
import type { AgentPresence, GivenBackFrame, PresenceFrame } from '#shared/sync/presence-protocol.ts'
import { text } from '#shared/schema/fields.ts'
import type { Database } from '../db/database.ts'
import type { NodeBus } from '../db/node-bus.ts'
import { type Timers, systemTimers } from '../sync/timers.ts'
import type { UplinkConnection } from '../sync/uplink-connection.ts'
import { maySeePresence, presencesOf } from './agent-presence.ts'
import type { AgentOfOrganisation } from './dark-desks.ts'
import type { DeskLines } from './desk-lines.ts'

interface Options {
  /** As the part `presence`. */
  readonly database: Database
  readonly lines: DeskLines
  readonly bus: NodeBus
  readonly timers?: Timers | undefined
  readonly onFailure: (error: unknown) => void
}

export interface PresenceDesk {
  greeted(connection: UplinkConnection): void
  /** It hears who can do what from now on, and once what was given back while it was dark. */
  begin(connection: UplinkConnection): Promise<void>
  said(connection: UplinkConnection, frame: PresenceFrame): void
  seen(connection: UplinkConnection): void
  gone(connection: UplinkConnection, wasItsLine: boolean): void
  /** They are shown as something else now. */
  changed(agents: readonly AgentOfOrganisation[]): void
  stop(): Promise<void>
}

const presenceWordSchema = z.strictObject({
  kind: z.literal('presence'),
  organisationId: text(36),
  agentIds: z.array(text(36)).max(100),
})

/** A word between nodes may be lost: leads are shown the truth again after so long. */
const refreshEveryMs = 30_000
const perFrame = 1000

/** Keeps the rows of desks' lines, and tells desks who can do what: their own agent, and to whoever directs, everybody. */
export function createPresence({ database, lines, bus, timers = systemTimers, onFailure }: Options): PresenceDesk {
  const desks = new Map<UplinkConnection, Map<string, string>>()
  const closed = new WeakSet<UplinkConnection>()
  const givenBack = new WeakMap<UplinkConnection, GivenBackFrame>()
  /** Of one desk one after the other: whoever comes and goes ends as what they are. Nobody's commands wait for it. */
  const turns = new Map<string, Promise<void>>()
  let callOffRefresh = timers.after(refreshEveryMs, refresh)
  const stopHearing = bus.hear((word) => {
    const parsed = presenceWordSchema.safeParse(JSON.parse(word))
    if (parsed.success) tellOf(parsed.data.organisationId, parsed.data.agentIds)
  })

  return {
    greeted(connection) {
      inTurn(connection, async () => {
        const untold = await lines.opened(connection.session)
        if (untold) givenBack.set(connection, untold)
      })
    },
    async begin(connection) {
      if (desks.has(connection)) return
      await turns.get(connection.session.replicaId)
      const agents = await presencesOf(database, connection.session.organisationId)
      if (closed.has(connection) || desks.has(connection)) return
      desks.set(connection, new Map())
      tell(connection, agents, true)
      const untold = givenBack.get(connection)
      if (untold) connection.tell(untold)
    },
    said: (connection, frame) =>
      inTurn(connection, async () => {
        if (await lines.said(connection.session, frame)) changed([connection.session])
      }),
    seen: (connection) => inTurn(connection, () => lines.seen(connection.session)),
    gone(connection, wasItsLine) {
      closed.add(connection)
      desks.delete(connection)
      if (wasItsLine) inTurn(connection, () => lines.lost(connection.session))
    },
    changed,
    async stop() {
      stopHearing()
      callOffRefresh()
      await Promise.all(turns.values())
    },
  }

  function inTurn({ session: { replicaId } }: UplinkConnection, work: () => Promise<void>): void {
    const done = (turns.get(replicaId) ?? Promise.resolve()).then(work).catch(onFailure)
    turns.set(replicaId, done)
    void done.then(() => {
      if (turns.get(replicaId) === done) turns.delete(replicaId)
    })
  }

  function changed(agents: readonly AgentOfOrganisation[]): void {
    for (const organisationId of new Set(agents.map((agent) => agent.organisationId))) {
      const agentIds = agents.flatMap((agent) => (agent.organisationId === organisationId ? [agent.agentId] : []))
      for (let start = 0; start < agentIds.length; start += 100)
        bus.say(JSON.stringify({ kind: 'presence', organisationId, agentIds: agentIds.slice(start, start + 100) }))
      tellOf(organisationId, agentIds)
    }
  }

  function tellOf(organisationId: string, agentIds: readonly string[] | undefined): void {
    const told = [...desks.keys()].filter(({ session }) => session.organisationId === organisationId)
    if (told.length === 0) return
    presencesOf(database, organisationId, agentIds)
      .then((agents) => {
        for (const connection of told) tell(connection, agents, false)
      })
      .catch(onFailure)
  }

  function refresh(): void {
    callOffRefresh = timers.after(refreshEveryMs, refresh)
    for (const organisationId of new Set([...desks.keys()].map(({ session }) => session.organisationId)))
      tellOf(organisationId, undefined)
  }

  /** @param isFirst said even if it names nobody: until then a desk does not know what it is */
  function tell(connection: UplinkConnection, agents: readonly AgentPresence[], isFirst: boolean): void {
    const told = desks.get(connection)
    if (!told) return
    const news = agents.filter(
      (agent) => maySeePresence(connection.session, agent) && told.get(agent.agentId) !== JSON.stringify(agent),
    )
    if (news.length === 0 && !isFirst) return
    for (let start = 0; start === 0 || start < news.length; start += perFrame) {
      const some = news.slice(start, start + perFrame)
      if (!connection.tell({ frame: 'presences', agents: some })) return
      for (const agent of some) told.set(agent.agentId, JSON.stringify(agent))
    }
  }
}
