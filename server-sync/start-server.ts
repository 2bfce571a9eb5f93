import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { AddressInfo } from 'node:net'
import type { Clock } from '#shared/kit/clock.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import { chatFrameMaxBytes } from '#shared/sync/chat-protocol.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'
import { frameMaxBytes } from '#shared/sync/protocol.ts'
import { createAround } from './around/around.ts'
import { createConversationPlaces } from './around/conversation-place.ts'
import { deskMoments } from './around/desk-moments.ts'
import { tellCustomers } from './around/tell-customers.ts'
import { tellDesks } from './around/tell-desks.ts'
import { createAuthenticateAdmin } from './admin/admin-cookie.ts'
import type { AdminDoor } from './admin/admin-door.ts'
import { createAdminSessions } from './admin/admin-sessions.ts'
import { addAuditRoutes } from './audit/audit-routes.ts'
import { createRecordAudit } from './audit/record-audit.ts'
import { createCredentialCheck } from './auth/credential-check.ts'
import { readDeskPolicy, changeDeskPolicy } from './auth/desk-policy.ts'
import { createDeviceWipes } from './auth/device-wipes.ts'
import { createOwnAccount } from './auth/own-account.ts'
import type { PasswordCost } from './auth/password.ts'
import { createPasswordDesk } from './auth/password-desk.ts'
import { createRefresh } from './auth/refresh.ts'
import { createSecondFactors } from './auth/second-factors.ts'
import { startSessionWatch } from './auth/session-watch.ts'
import { createSessions } from './auth/sessions.ts'
import { createSetPassword } from './auth/set-password.ts'
import { createSignIn } from './auth/sign-in.ts'
import { startAnsweringByMail } from './channels/mail/answer-by-mail.ts'
import type { MailSettings } from './channels/mail/mail-settings.ts'
import { createSendMail } from './channels/mail/send-mail.ts'
import { startChat } from './channels/chat/chat.ts'
import { addDemoIdentity } from './demo/demo-identity.ts'
import { copySnapshotPage } from './db/copy-snapshot-page.ts'
import type { Database } from './db/database.ts'
import { serverKey } from './db/server-key.ts'
import { under } from './db/under.ts'
import { openFiles } from './files/open-files.ts'
import type { S3Settings } from './files/s3-settings.ts'
import { addAdminRoutes } from './http/admin-routes.ts'
import { addAuthRoutes } from './http/auth-routes.ts'
import { authenticate } from './http/authenticate.ts'
import { buildHttp } from './http/build-http.ts'
import { addFileRoutes } from './http/file-routes.ts'
import { addDeviceRoutes } from './http/device-routes.ts'
import type { HttpPatience } from './http/http-patience.ts'
import { createMetrics } from './http/metrics.ts'
import type { ProxyRule } from './http/proxy-rule.ts'
import { addSetupRoutes } from './http/setup-routes.ts'
import { createSocketServer } from './http/socket-server.ts'
import { addStateRoutes } from './http/state-routes.ts'
import { addStaticRoutes } from './http/static-routes.ts'
import { addSyncRoutes } from './http/sync-routes.ts'
import { type TlsFiles, readTls } from './http/tls-files.ts'
import { refuseUpgrade, routeUpgrades } from './http/upgrades.ts'
import type { Log } from './log/create-log.ts'
import { notListening } from './http/not-listening.ts'
import { renewTls } from './http/renew-tls.ts'
import type { Started } from './start-problem.ts'
import { startDarkWatch } from './presence/dark-watch.ts'
import { createDeskLines } from './presence/desk-lines.ts'
import { createPresence } from './presence/presence.ts'
import { createApplyCommand } from './sync/apply-command.ts'
import { startFeedTail } from './sync/feed-tail.ts'
import { startSequencer } from './sync/sequencer.ts'
import { createSqlServerStore } from './sync/store/sql/sql-server-store.ts'
import { createUplink } from './sync/uplink.ts'
import type { Timers } from './sync/timers.ts'
import { startTimerWorker } from './timers/timer-worker.ts'

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly version: string
  readonly bind: string
  readonly port: number
  readonly hasShop: boolean
  /** Where files are kept; without it none are taken. */
  readonly dataDirectory?: string | undefined
  /** Where whole files lie; left out: in the data directory. */
  readonly bucket?: S3Settings | undefined
  /** Other than the usual one only where passwords protect nothing. */
  readonly passwordCost?: PasswordCost
  readonly timers?: Timers
  readonly proxies: ProxyRule
  readonly tls: TlsFiles | undefined
  readonly isSecureOnly: boolean
  /** By whom customers are answered by e-mail; without it they are not. */
  readonly mail?: MailSettings | undefined
  readonly patience?: HttpPatience
  /** Entries up to here are in the feed, and have been told. */
  readonly onFeedMoved?: (position: Checkpoint) => void
  /** Something is being appended to this organisation's record. */
  readonly onRecorded?: (organisationId: string) => void
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
  const { database, clock, log, proxies } = options
  const tls = options.tls && (await readTls(options.tls))
  if (tls?.ok === false) return tls
  const failed = (event: string) => (error: unknown) => log.error({ event, error })
  const nextId = createIdSource(clock, () => randomBytes(16))
  const metrics = createMetrics()
  const every = pollMs[database.engine]
  const store = createSqlServerStore(database, options.onRecorded)
  const feed = under(database, { part: 'feed' })

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
  let releaseWaiting = () => {}
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
  const door = under(database, { part: 'door' })
  const sessions = createSessions(door, clock)
  const bus = database.openBus(failed('node-bus-failed'))
  const around = createAround({ clock, timers: options.timers, bus })
  const aroundDesks = tellDesks(around)
  const nodeId = nextId()
  const presenceRows = under(database, { part: 'presence' })
  const presence = createPresence({
    database: presenceRows,
    lines: createDeskLines({ database: presenceRows, clock, nodeId }),
    bus,
    timers: options.timers,
    onFailure: failed('presence-failed'),
  })
  const uplink = createUplink({
    tail,
    clock,
    moments: deskMoments({ around, places: createConversationPlaces(database), desks: aroundDesks, presence }),
    applyCommand,
    renewSession: async ({ sessionId }) => (await sessions.renew([sessionId])).get(sessionId),
    decidedUpTo: store.decidedUpTo,
    onFailure: failed('uplink-failed'),
  })
  const sessionWatch = startSessionWatch({
    recheck: () => uplink.recheck(sessions.renew),
    timers: options.timers,
    onFailure: failed('session-watch-failed'),
  })
  const filesRows = under(database, { part: 'files' })
  const files = options.dataDirectory
    ? await openFiles({
        database: filesRows,
        dataDirectory: options.dataDirectory,
        bucket: options.bucket,
        clock,
        nextId,
        timers: options.timers,
        onSettled: () => releaseWaiting(),
        onFailure: failed('files-failed'),
      })
    : undefined
  const chat = await startChat({
    database: under(database, { part: 'delivery' }),
    clock,
    nextId,
    applyCommand,
    files,
    onTyping: around.customerTypes,
    pollMs: Math.min(every, redeliverEveryMs),
    onFailure: failed('chat-failed'),
  })
  wakeDelivery = chat.wake
  const customersToTell = tellCustomers({ around, tell: chat.agentTypes, timers: options.timers })
  const darkWatch = startDarkWatch({
    database: presenceRows,
    applyCommand,
    clock,
    timers: options.timers,
    nextId,
    nodeId,
    onChanged: presence.changed,
    onLead: () => log.info({ event: 'dark-watch-leads' }),
    onFailure: failed('dark-watch-failed'),
  })
  const mail =
    options.mail &&
    startAnsweringByMail({
      database: under(database, { part: 'mail' }),
      applyCommand,
      clock,
      timers: options.timers,
      nextId,
      send: createSendMail(options.mail),
      onRefused: (mailId, problem) => log.warn({ event: 'mail-refused', mailId, problem }),
      onFailure: failed('mail-failed'),
    })
  const timers = startTimerWorker({
    database,
    tail,
    bus,
    applyCommand,
    clock,
    nextId,
    onLead: () => log.info({ event: 'timers-lead' }),
    onFailure: failed('timers-failed'),
  })
  releaseWaiting = timers.look

  const http = buildHttp({
    log,
    metrics,
    proxies,
    tls: tls?.value,
    isSecureOnly: options.isSecureOnly,
    patience: options.patience,
  })
  const stopWatchingTls = options.tls && renewTls(options.tls, http.server, log)
  addStateRoutes(http, {
    version: options.version,
    metrics,
    checkReady: async () => void (await feed.query('SELECT 1')),
  })
  const recordAudit = createRecordAudit(clock, options.onRecorded)
  const passwords = createPasswordDesk({ database: door, clock, cost: options.passwordCost })
  const secondFactors = createSecondFactors(door, clock, await serverKey(door, 'second-factor'))
  const checkCredentials = createCredentialCheck({ database: door, clock, passwords, secondFactors })
  const wipes = createDeviceWipes({ clock, nextId })
  const onSessionsEnded = async () => {
    await sessionWatch.look()
    darkWatch.look()
  }
  addAuthRoutes(http, {
    database: door,
    clock,
    signIn: createSignIn({ database: door, clock, nextId, checkCredentials }),
    refresh: createRefresh({
      database: door,
      clock,
      secondFactors,
      onStolen: (sessionId, reason) => log.warn({ event: 'session-stolen', sessionId, reason }),
    }),
    sessions,
    ownAccount: createOwnAccount({ database: door, clock, passwords, secondFactors }),
    wipes,
    onSessionsEnded,
  })
  addSyncRoutes(http, {
    store,
    readPage: copySnapshotPage(database),
    sessions,
    tail,
    onSnapshotFailure: failed('snapshot-failed'),
    onDeskAhead: (seenTo, feedHead) =>
      log.error({ event: 'desk-ahead', seenTo, feedHead }, 'Was the database restored? Then start with --new-epoch.'),
  })
  if (files) {
    await addFileRoutes(http, {
      ...files,
      database: filesRows,
      sessions,
      proxies,
      visitorOf: chat.uploaderOf,
    })
  }
  const administration: AdminDoor = {
    database,
    clock,
    nextId,
    setPassword: createSetPassword(clock, options.passwordCost),
    recordAudit,
    onCommitted: sequencer.wake,
  }
  const adminSessions = createAdminSessions(database, clock)
  const authenticateAdmin = createAuthenticateAdmin(adminSessions, proxies)
  /** By the page's cookie, or by the token of a desk: the rights are the same. */
  const identify = async (request: FastifyRequest) =>
    (await authenticateAdmin(request)) ?? (await authenticate(sessions, request.headers))
  addDeviceRoutes(http, { database, clock, identify, wipes, recordAudit, onSessionsEnded })
  addAuditRoutes(http, { database, clock, recordAudit, authenticate: identify })
  addSetupRoutes(http, { door: administration, sessions: adminSessions, proxies })
  addAdminRoutes(http, {
    door: administration,
    sessions: adminSessions,
    authenticate: authenticateAdmin,
    checkCredential: checkCredentials,
    proxies,
    deskPolicies: {
      read: (organisationId) => readDeskPolicy(database, organisationId),
      change: (organisationId, policy, agentId) =>
        database.transaction(async (db) => {
          await changeDeskPolicy(db, organisationId, policy)
          await recordAudit(db, {
            organisationId,
            actorKind: 'agent',
            actorId: agentId,
            verb: 'desk-policy.changed',
            subjectId: organisationId,
            detail: { ...policy },
          })
        }),
    },
  })
  await addStaticRoutes(http, { hasShop: options.hasShop })
  if (options.hasShop) await addDemoIdentity(http, door, clock)

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
        const address = proxies.addressOf(request)
        if (!chat.mayConnect(address)) return refuseUpgrade(socket, 429, 'chat/too-fast')
        chatSockets.upgrade(request, socket, head, (opened) => chat.accept(opened, address))
      },
    },
    (request) => !options.isSecureOnly || proxies.isSecure(request),
    failed('upgrade-failed'),
  )
  metrics.watch({
    feedHead: () => tail.head,
    outboxDepth: async () =>
      (await feed.query<{ count: number }>('SELECT count(*) AS count FROM outbox'))[0]?.count ?? 0,
    syncSockets: () => uplink.connected,
    chatSockets: () => chat.connected,
  })

  const stop = async () => {
    stopWatchingTls?.()
    await sessionWatch.stop()
    await uplink.stop()
    await Promise.all([syncSockets.stop(), chatSockets.stop()])
    await http.close()
    customersToTell.stop()
    await chat.stop()
    await files?.stop()
    await presence.stop()
    await darkWatch.stop()
    aroundDesks.stop()
    around.stop()
    await bus.stop()
    await mail?.stop()
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
    value: {
      url: `${tls ? 'https' : 'http'}://${options.bind.includes(':') ? `[${options.bind}]` : options.bind}:${port}`,
      stop,
    },
  }
}
