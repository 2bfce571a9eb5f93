import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Clock } from '#shared/kit/clock.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import { chatFrameMaxBytes } from '#shared/sync/chat-protocol.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { frameMaxBytes } from '#shared/sync/protocol.ts'
import { createSessions } from './auth/sessions.ts'
import { createSignIn } from './auth/sign-in.ts'
import { startChat } from './channels/chat/chat.ts'
import { copySnapshotPage } from './db/copy-snapshot-page.ts'
import type { Database } from './db/database.ts'
import { addAuthRoutes } from './http/auth-routes.ts'
import { authenticate } from './http/authenticate.ts'
import { buildHttp } from './http/build-http.ts'
import type { HttpPatience } from './http/http-patience.ts'
import { createMetrics } from './http/metrics.ts'
import { createSocketServer } from './http/socket-server.ts'
import { addStateRoutes } from './http/state-routes.ts'
import { addStaticRoutes } from './http/static-routes.ts'
import { addSyncRoutes } from './http/sync-routes.ts'
import { refuseUpgrade, routeUpgrades } from './http/upgrades.ts'
import type { Log } from './log/create-log.ts'
import { type Started, problem } from './start-problem.ts'
import { createApplyCommand } from './sync/apply-command.ts'
import { startFeedTail } from './sync/feed-tail.ts'
import { startSequencer } from './sync/sequencer.ts'
import { createSqlServerStore } from './sync/store/sql/sql-server-store.ts'
import { createUplink } from './sync/uplink.ts'
import { startTimerWorker } from './timers/timer-worker.ts'

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly version: string
  readonly bind: string
  readonly port: number
  readonly hasShop: boolean
  readonly patience?: HttpPatience
  /** Entries up to here are in the feed, and have been told. */
  readonly onFeedMoved?: (position: Checkpoint) => void
}

export interface RunningServer {
  readonly url: string
  stop(): Promise<void>
}

/** How often a node looks for what other nodes did; on PGlite there are none. */
const pollMs = { pglite: 60_000, postgres: 250 }
const heartbeatMs = 15_000
/** How often to look for what no customer's page has confirmed, while nothing new is due. */
const redeliverEveryMs = 5_000
const feedKept = 500_000
const tailKept = 5_000

/** Wires a server over an open, migrated database and starts to listen. Stopping it leaves the database open. */
export async function startServer(options: Options): Promise<Started<RunningServer>> {
  const { database, clock, log } = options
  const failed = (event: string) => (error: unknown) => log.error({ event, error })
  const nextId = createIdSource(clock, () => randomBytes(16))
  const metrics = createMetrics()
  const every = pollMs[database.engine]
  const store = createSqlServerStore(database)

  const tail = await startFeedTail({ store, pollMs: every, kept: tailKept, onFailure: failed('feed-tail-failed') })
  tail.subscribe(({ epoch, to }) => options.onFeedMoved?.({ epoch, seq: to }))
  const sequencer = startSequencer({
    store,
    onMoved: tail.wake,
    onLead: () => log.info({ event: 'sequencer-leads' }),
    onFailure: failed('sequencer-failed'),
    pollMs: every,
    feedKept,
  })
  let wakeDelivery = () => {}
  const applyCommand = createApplyCommand({
    store,
    clock,
    onCommitted: (isDelivery) => {
      sequencer.wake()
      if (isDelivery) wakeDelivery()
    },
    onFailure: (error, commandType) => log.error({ event: 'command-failed', commandType, error }),
    onDecided: metrics.commandDecided,
  })
  const sessions = createSessions(database, clock)
  const uplink = createUplink({
    tail,
    applyCommand,
    renewSession: sessions.renew,
    decidedUpTo: store.decidedUpTo,
    onFailure: failed('uplink-failed'),
  })
  const chat = await startChat({
    database,
    clock,
    nextId,
    applyCommand,
    pollMs: Math.min(every, redeliverEveryMs),
    onFailure: failed('chat-failed'),
  })
  wakeDelivery = chat.wake
  const timers = startTimerWorker({
    database,
    tail,
    applyCommand,
    clock,
    nextId,
    onLead: () => log.info({ event: 'timers-lead' }),
    onFailure: failed('timers-failed'),
  })

  const http = buildHttp({ log, metrics, ...(options.patience ? { patience: options.patience } : {}) })
  addStateRoutes(http, {
    version: options.version,
    metrics,
    checkReady: async () => void (await database.query('SELECT 1')),
  })
  addAuthRoutes(http, {
    signIn: createSignIn({ database, sessions, clock, nextId }),
    sessions,
    onSignedOut: uplink.signOut,
  })
  addSyncRoutes(http, {
    store,
    readPage: copySnapshotPage(database),
    sessions,
    tail,
    onDeskAhead: (seenTo, feedHead) =>
      log.error({ event: 'desk-ahead', seenTo, feedHead }, 'Was the database restored? Then start with --new-epoch.'),
  })
  await addStaticRoutes(http, { hasShop: options.hasShop })

  const syncSockets = createSocketServer({ maxPayload: frameMaxBytes, heartbeatMs })
  const chatSockets = createSocketServer({ maxPayload: chatFrameMaxBytes, heartbeatMs })
  routeUpgrades(
    http.server,
    {
      '/sync': async (request, socket, head) => {
        const session = await authenticate(sessions, request.headers)
        if (!session) return refuseUpgrade(socket, 401, 'auth/signed-out')
        syncSockets.upgrade(request, socket, head, (opened) => uplink.accept(opened, session))
      },
      '/chat': async (request, socket, head) => {
        const address = request.socket.remoteAddress ?? ''
        if (!chat.mayConnect(address)) return refuseUpgrade(socket, 429, 'chat/too-fast')
        chatSockets.upgrade(request, socket, head, (opened) => chat.accept(opened, address))
      },
    },
    failed('upgrade-failed'),
  )
  metrics.watch({
    feedHead: () => tail.head,
    outboxDepth: async () =>
      (await database.query<{ count: number }>('SELECT count(*) AS count FROM outbox'))[0]?.count ?? 0,
    syncSockets: () => uplink.connected,
    chatSockets: () => chat.connected,
  })

  const stop = async () => {
    await uplink.stop()
    await Promise.all([syncSockets.stop(), chatSockets.stop()])
    await http.close()
    await chat.stop()
    await timers.stop()
    await sequencer.stop()
    await tail.stop()
  }
  try {
    await http.listen({ host: options.bind, port: options.port })
  } catch (error) {
    await stop()
    return notListening(error, options)
  }
  const { port } = http.server.address() as AddressInfo
  return {
    ok: true,
    value: { url: `http://${options.bind.includes(':') ? `[${options.bind}]` : options.bind}:${port}`, stop },
  }
}

function notListening(error: unknown, { bind, port }: Options): Started<never> {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return problem('server/port-in-use', `Port ${port} is in use: stop what uses it, or give another --port.`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return problem('server/usage', `Cannot listen on ${bind}, port ${port}: give another --bind or --port.`)
  throw error
}
