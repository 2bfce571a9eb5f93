import { randomBytes } from 'node:crypto'
import { hostname, release } from 'node:os'
import path from 'node:path'
import type { z } from 'zod'
import { type Clock, systemClock } from '#shared/kit/clock.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import type { HostInfo } from '#shared/rpc/workstation-contract.ts'
import { carriedFiles } from './attachments/carried-files.ts'
import { createDeskFilesService } from './attachments/desk-files-service.ts'
import { keepDeskFiles } from './attachments/keep-desk-files.ts'
import { createDeskFileRoute } from './attachments/serve-desk-files.ts'
import { deskMoments } from './around/desk-moments.ts'
import { createHereKeeper } from './around/here-keeper.ts'
import { createOthersAround } from './around/others-around.ts'
import { type DeskKeeperParts, keepDesk } from './desk/desk-keeper.ts'
import { openDesk } from './desk/desk.ts'
import { keepOutboxes } from './desk/outboxes.ts'
import { keepDrafts } from './drafts/draft-keeper.ts'
import { savedEntries } from './drafts/saved-entries.ts'
import { erasuresSchema, openEraser } from './erase/eraser.ts'
import { createJsonFile } from './files/json-file.ts'
import { takeOwnerLock } from './files/owner-lock.ts'
import { systemTimers } from './flow/timers.ts'
import { type PasswordKeyCost, strongCost } from './keys/password-key.ts'
import type { PasswordKeys } from './keys/password-keys.ts'
import type { KeyStore } from './keys/key-store.ts'
import type { Log } from './log/create-log.ts'
import { type Desktop, noDesktop } from './os/desktop.ts'
import { startOs } from './os/start-os.ts'
import { openPreferences, storedPreferencesSchema } from './preferences/preferences.ts'
import { createReplicaRouter } from './rpc/replica-router.ts'
import { createWorkstationRouter } from './rpc/workstation-router.ts'
import { type Road, straightRoad } from './server/road/road.ts'
import { createServerChooser } from './server/server-chooser.ts'
import { openServerPlace, serverAddressSchema } from './server/server-place.ts'
import { createAccount } from './session/account.ts'
import { replicaNameOf } from './session/describe-seat.ts'
import { createDoor } from './session/door.ts'
import { createIdleWatch } from './session/idle-watch.ts'
import { lastSeatSchema } from './session/last-seat.ts'
import { openSession } from './session/session.ts'
import type { SignInAtStart } from './session/sign-in-from-environment.ts'
import { createOwnPresence } from './presence/own-presence.ts'
import { prepareDataDir } from './start/prepare-data-dir.ts'
import { StartRefused } from './start/start-refused.ts'
import { watchStalls } from './watch/watch-stalls.ts'
import { createReplicaLine } from './sync/replica-line.ts'
import { createSyncProxy } from './sync/sync-proxy.ts'
import { createWorkerTurns } from './sync/worker-turns.ts'
import { hasNetworkTo } from './sync/uplink/has-network.ts'
import { openWebSocketWire } from './sync/uplink/open-web-socket-wire.ts'
import { loadDeviceKeys } from './vault/device-keys.ts'
import { createVaults } from './vault/vaults.ts'
import type { Windows } from './windows/windows.ts'

export interface WorkstationOptions {
  /** Null: as chosen here before, or not yet. */
  readonly serverUrl: string | null
  readonly dataDir: string
  /** How this computer gets to the server; left out: straight. */
  readonly road?: Road
  readonly version: string
  readonly host: HostInfo['host']
  readonly keyStore: KeyStore
  readonly passwordKeys: PasswordKeys
  readonly passwordKeyCost?: PasswordKeyCost
  readonly diagnostics: Log
  /** The computer's, unless a test owns the time. */
  readonly clock?: Clock
  /** How long an agent's log keeps what their replica has passed, in days. */
  readonly keepDays: number
  /** Signed in at the start, in place of whoever sat here before. */
  readonly signIn: SignInAtStart | null
  readonly windows: Pick<Windows, 'open'>
  /** The page of the desktop's door can be used. Left out by a host that has none. */
  doorDrawn?(): void
  /** Hands a web address to the system's browser, after a person's click; false where that is refused. */
  openLink(address: string): Promise<boolean>
  /** Removes what the host keeps of a replica: a browser's profile, its caches. */
  eraseReplica(replicaName: string): Promise<void>
  /** For how long nobody has used this computer; null where the host cannot tell. */
  idleMs(): number | null
  /** The person's computer; left out by a host that is no part of it. */
  readonly desktop?: Desktop
}

export type Workstation = Awaited<ReturnType<typeof startWorkstation>>

const expiryCheckMs = 60_000

/** Everything that both hosts run. A host brings windows, a key store and the way windows reach the two routers. */
export async function startWorkstation(options: WorkstationOptions) {
  const { dataDir, diagnostics, clock = systemClock, road = straightRoad() } = options
  const lock = await ownDataDir(dataDir)
  const newId = createIdSource(clock, () => randomBytes(16))
  const damaged = (file: string) => diagnostics.warn({ event: 'file-damaged', file })
  const inDataDir = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    createJsonFile(path.join(dataDir, name), schema, () => damaged(name))

  const place = await openServerPlace(inDataDir('server.json', serverAddressSchema), options.serverUrl)
  const address = () => place.address.get()
  const device = await loadDeviceKeys(dataDir, options.keyStore, () =>
    diagnostics.error({ event: 'device-keys-unreadable' }),
  )
  const vaults = createVaults({
    dataDir,
    device,
    derivePasswordKey: options.passwordKeys.derive,
    cost: options.passwordKeyCost ?? strongCost,
    clock,
    onDamaged: damaged,
  })
  const door = createDoor(address, road)
  const eraser = await openEraser({
    dataDir,
    file: inDataDir('erasures.json', erasuresSchema),
    vaults,
    device,
    door,
    clock,
    async closeDesk(replicaId) {
      await drafts.leave(replicaId)
      await deskFiles.leave(replicaId)
      return (await outboxes.release(replicaId)) + (await desks.leave(replicaId))
    },
    eraseReplica: (replicaId) => options.eraseReplica(replicaNameOf(replicaId)),
    report: (event, found = {}) => diagnostics.warn({ event, ...found }),
  })
  await eraser.resume()
  const preferences = await openPreferences(inDataDir('preferences.json', storedPreferencesSchema))
  const session = await openSession({
    dataDir,
    place,
    door,
    device,
    vaults,
    lastSeat: inDataDir('seat.json', lastSeatSchema),
    clock,
    computer: { name: hostname().slice(0, 120), platform: `${process.platform} ${release()}`.slice(0, 60) },
    erase: eraser.erase,
    report: (event, error) => diagnostics.warn({ event, ...(error instanceof Error ? { name: error.name } : {}) }),
  })

  const line = createReplicaLine()
  const workerTurns = createWorkerTurns(systemTimers)
  const parts: DeskKeeperParts = {
    dataDir,
    line,
    openWire: (tokens) => openWebSocketWire(address, tokens, road),
    clock,
    timers: systemTimers,
    random: () => randomBytes(4).readUInt32LE() / 2 ** 32,
    newId,
    diagnostics,
    keepDays: options.keepDays,
    hasNetwork: () => hasNetworkTo(address()?.url ?? ''),
    whyUnreachable: road.problem,
  }
  const stillHere = (replicaId: string) => {
    if (session.seat.get()?.replicaId !== replicaId) throw new Error('somebody else sits here by now')
  }
  const deskFiles = keepDeskFiles({
    ...parts,
    session,
    road,
    address,
    sync: () => desks.sync,
    async carried(replicaId) {
      const found = await carriedFiles(desks)
      stillHere(replicaId)
      return found
    },
    async inDrafts(replicaId) {
      const now = await drafts.now()
      stillHere(replicaId)
      if (now.state !== 'open') throw new Error('the drafts are not open')
      return new Set([...now.journal.drafts.get().values()].flatMap(({ files }) => files.map(({ fileId }) => fileId)))
    },
  })
  const outboxes = keepOutboxes({
    session,
    vaults,
    parts,
    files: deskFiles,
    deskSettled: () => Promise.resolve().then(() => desks.now()),
  })
  const here = createHereKeeper({ clock, timers: systemTimers })
  const others = createOthersAround()
  const idle = createIdleWatch({ session, clock, timers: systemTimers, idleMs: options.idleMs })
  const presence = createOwnPresence({ seat: session.seat, isAway: idle.isAway })
  session.seat.onChange((seat) => {
    if (!seat?.dataKey) here.clear()
  })
  const desks = keepDesk(session, { ...parts, moments: deskMoments({ here, others, presence }) }, async (...wanted) => {
    const [, seat] = wanted
    await outboxes.release(seat.replicaId)
    return openDesk(...wanted)
  })
  const drafts = keepDrafts({
    session,
    dataDir,
    isMemoryOnly: device.kind === 'memory-only',
    newId,
    diagnostics,
    async saved(replicaId, entryIds) {
      const found = await savedEntries(desks, entryIds)
      stillHere(replicaId)
      return found
    },
  })
  const os = await startOs({
    desktop: options.desktop ?? noDesktop,
    session,
    sync: desks.sync,
    preferences,
    clock,
    timers: systemTimers,
    diagnostics,
    newId,
    windows: options.windows,
    presence,
  })
  const stopChecking = nowAndEveryMinute(async () => {
    await session.checkExpiry()
    await eraser.sendReceipts()
  })
  const stopWatching = watchStalls({
    clock: performance,
    timers: systemTimers,
    onStall: (stalledMs) => diagnostics.warn({ event: 'main-stalled', stalledMs }),
  })
  if (options.signIn) await signInAtStart(options.signIn)

  const hostInfo = (): HostInfo => ({
    version: options.version,
    host: options.host,
    serverUrl: address()?.url ?? '',
    keyStore: device.kind,
  })

  return {
    session,
    /** The system is about to sleep, or shows its own lock. */
    lock: session.lock,
    /** It woke up. */
    resume: desks.resume,
    os,
    workerTurns,
    preferences: preferences.value,
    router: createWorkstationRouter({
      hostInfo,
      servers: createServerChooser(place, () => session.seat.get() === null, road),
      session,
      account: createAccount(address, session, road),
      desks,
      drafts,
      files: createDeskFilesService({ keeper: deskFiles, drafts, newId }),
      deskFiles,
      around: { here, others },
      presence,
      preferences,
      active: idle.active,
      windows: options.windows,
      workerTurns,
      doorDrawn: () => options.doorDrawn?.(),
      passwordKeys: options.passwordKeys,
      mediaHere: () => diagnostics.info({ event: 'media-here' }),
      openLink: options.openLink,
      os,
    }),
    replicaRouter: createReplicaRouter({
      desks,
      line,
      diagnostics,
      attention: os.takeAttention,
      beat: workerTurns.beat,
    }),
    syncProxy: createSyncProxy(address, session, road),
    deskFiles: createDeskFileRoute({ keeper: deskFiles, address, road }),
    async stop() {
      stopChecking()
      stopWatching()
      os.stop()
      here.stop()
      presence.stop()
      idle.stop()
      await eraser.idle()
      await outboxes.close()
      await drafts.close()
      await deskFiles.close()
      await desks.close()
      await lock.release()
    },
  }

  async function signInAtStart({ email, password }: SignInAtStart) {
    const entry = await session.signIn({ email, password })
    if (entry.ok) return
    diagnostics.warn({ event: 'sign-in-failed', problem: entry.problem })
    // Whoever sat here before must not be taken for the one who was to be signed in.
    await session.end(`session/${entry.problem.toLowerCase().replaceAll('_', '-')}`)
  }

  function nowAndEveryMinute(run: () => Promise<void>): () => void {
    let cancel = () => {}
    again()
    function again() {
      run().catch((error: unknown) =>
        diagnostics.error({ event: 'check-failed', name: error instanceof Error ? error.name : 'unknown' }),
      )
      cancel = systemTimers.after(expiryCheckMs, again)
    }
    return () => cancel()
  }
}

async function ownDataDir(dataDir: string) {
  prepareDataDir(dataDir)
  const taken = await takeOwnerLock(path.join(dataDir, 'workstation.lock'))
  if (taken.ok) return taken.lock
  throw new StartRefused(
    'workstation/already-running',
    `Another workstation (process ${taken.pid}) uses ${dataDir}: stop it, or give this one another --data.`,
  )
}
