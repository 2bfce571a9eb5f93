import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { z } from 'zod'
import { systemClock } from '#shared/kit/clock.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import type { HostInfo } from '#shared/rpc/workstation-contract.ts'
import { keepDesk } from './desk/desk-keeper.ts'
import { createJsonFile } from './files/json-file.ts'
import { takeOwnerLock } from './files/owner-lock.ts'
import { systemTimers } from './flow/timers.ts'
import type { KeyStore } from './keys/key-store.ts'
import type { Log } from './log/create-log.ts'
import { openPreferences, storedPreferencesSchema } from './preferences/preferences.ts'
import { createReplicaRouter } from './rpc/replica-router.ts'
import { createWorkstationRouter } from './rpc/workstation-router.ts'
import { installationSchema, loadInstallationId } from './session/installation.ts'
import type { Credentials } from './session/sign-in-from-environment.ts'
import { openSession } from './session/session.ts'
import { signedInSchema } from './session/signed-in.ts'
import { prepareDataDir } from './start/prepare-data-dir.ts'
import { StartRefused } from './start/start-refused.ts'
import { createReplicaLine } from './sync/replica-line.ts'
import { createSyncProxy } from './sync/sync-proxy.ts'
import { hasNetworkTo } from './sync/uplink/has-network.ts'
import { openWebSocketWire } from './sync/uplink/open-web-socket-wire.ts'

export interface WorkstationOptions {
  readonly serverUrl: string
  readonly dataDir: string
  readonly version: string
  readonly host: HostInfo['host']
  readonly keyStore: KeyStore
  readonly diagnostics: Log
  /** How long an agent's log keeps what their replica has passed, in days. */
  readonly keepDays: number
  /** Signed in at the start, in place of whoever sat here before. */
  readonly signIn: Credentials | null
  openWindow(conversationId: string | null): Promise<string | null>
}

export type Workstation = Awaited<ReturnType<typeof startWorkstation>>

/** Everything that both hosts run. A host brings windows, a key store and the way windows reach the two routers. */
export async function startWorkstation(options: WorkstationOptions) {
  const { serverUrl, dataDir, diagnostics, keyStore } = options
  const lock = await ownDataDir(dataDir)
  const newId = createIdSource(systemClock, () => randomBytes(16))
  const inDataDir = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    createJsonFile(path.join(dataDir, name), schema, () => diagnostics.warn({ event: 'file-damaged', file: name }))

  const installationId = await loadInstallationId(inDataDir('installation.json', installationSchema), newId)
  const preferences = await openPreferences(inDataDir('preferences.json', storedPreferencesSchema))
  const session = await openSession({ serverUrl, installationId, file: inDataDir('session.json', signedInSchema) })
  if (options.signIn) await signInAtStart(options.signIn)

  const line = createReplicaLine()
  const desks = keepDesk(session, {
    dataDir,
    keyStore,
    line,
    openWire: openWebSocketWire(serverUrl),
    clock: systemClock,
    timers: systemTimers,
    random: () => randomBytes(4).readUInt32LE() / 2 ** 32,
    newId,
    diagnostics,
    keepDays: options.keepDays,
    hasNetwork: () => hasNetworkTo(serverUrl),
  })
  const hostInfo: HostInfo = { version: options.version, host: options.host, serverUrl, keyStore: keyStore.kind }

  return {
    session,
    router: createWorkstationRouter({ hostInfo, session, desks, preferences, openWindow: options.openWindow }),
    replicaRouter: createReplicaRouter({ desks, line, diagnostics }),
    syncProxy: createSyncProxy(serverUrl, session),
    async stop() {
      await desks.close()
      await lock.release()
    },
  }

  async function signInAtStart({ email, password }: Credentials) {
    const answer = await session.signIn(email, password)
    if (answer.ok) return
    diagnostics.warn({ event: 'sign-in-failed', problem: answer.problem })
    // Without the server yesterday's session will do; any other answer means that this person may not sit here.
    const isSamePerson = session.signedIn.get()?.agent.email.toLowerCase() === email.toLowerCase()
    if (answer.problem !== 'session/server-unreachable' || !isSamePerson) await session.end(answer.problem)
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
