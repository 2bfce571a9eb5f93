import path from 'node:path'
import { app, powerMonitor, safeStorage, session as electronSession } from 'electron'
import { eraseDeskSession, sweepPartitions } from './host/electron/desk-sessions.ts'
import { electronDesktop } from './host/electron/electron-desktop.ts'
import { guardSession } from './host/electron/guard-session.ts'
import { followTheme } from './host/electron/native-look.ts'
import type { OpenDoor } from './host/electron/open-door.ts'
import { openExternal } from './host/electron/open-external.ts'
import { chooseKeyStore } from './host/electron/os-keyring.ts'
import type { PersonInput } from './host/electron/person-input.ts'
import { type ElectronHost, openRooms } from './host/electron/rooms.ts'
import { createSpelling } from './host/electron/spelling.ts'
import { systemProxy } from './host/electron/system-proxy.ts'
import { createPasswordKeys } from './keys/password-keys.ts'
import { servePorts } from './rpc/serve-ports.ts'
import { loadAuthorities } from './server/road/authorities.ts'
import { createRoad } from './server/road/road.ts'
import type { SignInAtStart } from './session/sign-in-from-environment.ts'
import type { StartOptions } from './start/parse-options.ts'
import { readVersion } from './start/read-version.ts'
import { stopOnSignal } from './start/stop-on-signal.ts'
import { hasVault } from './vault/vaults.ts'
import { openWindowsFile } from './windows/keep-windows.ts'
import { type Workstation, startWorkstation } from './workstation.ts'

interface Behind {
  readonly door: OpenDoor
  readonly options: StartOptions
  readonly signIn: SignInAtStart | null
  /** Chromium's folder. */
  readonly userData: string
  /** Where the built entry lies. */
  readonly here: string
  readonly links: { follow(go: (link: string | null) => void): void }
  readonly person: PersonInput
  /** Ends the process. */
  exit(code: number): void
}

/** The workstation of the desktop, which the door's page waits for. */
export async function startBehindTheDoor({
  door,
  options,
  signIn,
  userData,
  here,
  links,
  person,
  exit,
}: Behind): Promise<void> {
  const { diagnostics } = door
  // Nothing is ever loaded in it.
  guardSession(electronSession.defaultSession)
  const [keyStore, authorities, version] = await Promise.all([
    chooseKeyStore(safeStorage, options.keyFile),
    loadAuthorities(options.caFile),
    readVersion(path.join(here, '../../package.json')),
    sweepPartitions(userData, (replicaName) => hasVault(options.dataDir, replicaName.replace(/^replica-/, ''))),
  ])
  const isKept = keyStore.kind !== 'memory-only'
  let host: ElectronHost | undefined
  const workstation = await startWorkstation({
    ...options,
    host: 'electron',
    road: createRoad({ resolveProxy: systemProxy(), authorities }),
    version,
    keyStore,
    passwordKeys: createPasswordKeys(path.join(here, 'argon2-worker.js')),
    diagnostics,
    signIn,
    doorDrawn: door.drawn,
    windows: { open: async (place) => host?.windows.open(place) ?? null },
    openLink: (address) => openExternal(address, person),
    async eraseReplica(replicaName) {
      await host?.closeDesk(replicaName)
      await eraseDeskSession(userData, replicaName, isKept)
    },
    idleMs: () => powerMonitor.getSystemIdleTime() * 1000,
    desktop: electronDesktop({
      host: () => host,
      iconFile: path.join(here, '../../resources/icon.png'),
      isAsked: () => workstation.preferences.get().askWhereToSave,
      diagnostics,
    }),
  })
  stopOnSignal(quit, exit)
  stopBeforeQuit(async () => {
    await host?.settled()
    await workstation.stop()
  })
  lockWithTheSystem(workstation)
  followTheme(workstation.preferences)
  door.serve(servePorts(workstation, diagnostics), workstation.os.words.get)
  const { windows, followLink } = (host = await openRooms(door, workstation, {
    spelling: createSpelling({
      dictionariesDir: path.join(here, '../dictionaries'),
      userData,
      languages: () => [workstation.preferences.get().language, ...app.getPreferredSystemLanguages()],
      diagnostics,
    }),
    isKept,
    windowsFile: (replicaName) =>
      openWindowsFile(path.join(options.dataDir, replicaName.replace(/^replica-/, '')), () =>
        diagnostics.warn({ event: 'file-damaged', file: 'windows.json' }),
      ),
  }))
  powerMonitor.on('resume', workstation.resume)
  links.follow((link) => void (link === null ? windows.bringForward() : followLink(link)))
  app.on('activate', () => windows.bringForward())
}

/** Whoever leaves the computer, or lends it to another user of it, leaves a closed desk. */
function lockWithTheSystem({ lock }: Pick<Workstation, 'lock'>): void {
  powerMonitor.on('suspend', () => void lock('suspended'))
  powerMonitor.on('lock-screen', () => void lock('screen-locked'))
  powerMonitor.on('user-did-resign-active', () => void lock('screen-locked'))
}

/** Never resolves: the process ends by way of 'will-quit', or is ended when that takes too long. */
function quit(): Promise<never> {
  app.quit()
  return new Promise(() => {})
}

/** Quitting waits until the log is closed; then it really goes. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  let isStopping = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isStopping) return
    isStopping = true
    void stop().then(
      () => app.exit(0),
      () => app.exit(1),
    )
  })
}
