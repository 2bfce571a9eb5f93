import path from 'node:path'
import { app, powerMonitor, protocol, safeStorage } from 'electron'
import { systemClock } from '#shared/kit/clock.ts'
import { pagesInDevelopment } from './host/development/pages-in-development.ts'
import { appScheme } from './host/electron/app-scheme.ts'
import { eraseDeskSession, sweepPartitions } from './host/electron/desk-sessions.ts'
import { electronDesktop } from './host/electron/electron-desktop.ts'
import { builtFiles, openDoor, passwordWorkerFile } from './host/electron/electron-host.ts'
import type { ElectronHost } from './host/electron/rooms.ts'
import { keepSpellingAtHome } from './host/electron/keep-spelling-at-home.ts'
import { chooseKeyStore } from './host/electron/os-keyring.ts'
import { createSpelling } from './host/electron/spelling.ts'
import { systemProxy } from './host/electron/system-proxy.ts'
import { createPasswordKeys } from './keys/derive-password-key.ts'
import { listRendererFiles } from './host/renderer-files.ts'
import { createLog } from './log/create-log.ts'
import { openExternal } from './host/electron/open-external.ts'
import { watchPersonInput } from './host/electron/person-input.ts'
import { loadAuthorities } from './server/road/authorities.ts'
import { createRoad } from './server/road/road.ts'
import { takeSignInFromEnvironment } from './session/sign-in-from-environment.ts'
import { parseOptions } from './start/parse-options.ts'
import { checkTempFolder } from './start/check-temp-folder.ts'
import { prepareDataDir } from './start/prepare-data-dir.ts'
import { refuseDebugging } from './start/refuse-debugging.ts'
import { readVersion } from './start/read-version.ts'
import { runProcess } from './start/run-process.ts'
import { stopOnSignal } from './start/stop-on-signal.ts'
import { hasVault } from './vault/vaults.ts'
import { deepLinkAmong, linkScheme } from './windows/deep-link.ts'
import { openWindowsFile } from './windows/keep-windows.ts'
import type { Workstation } from './workstation.ts'

const here = import.meta.dirname
const diagnostics = createLog()
const exit = (code: number) => app.exit(code)

protocol.registerSchemesAsPrivileged([
  {
    scheme: appScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
])

// Before any session is there: each asks for its dictionaries as soon as it is made.
app.on('session-created', keepSpellingAtHome)

// Not awaited: Electron holds back 'ready' until this module is done. All that must precede 'ready' happens in this turn.
void runProcess(diagnostics, exit, start)

async function start(): Promise<void> {
  refuseDebugging(app.isPackaged, (name) => app.commandLine.hasSwitch(name))
  const options = parseOptions(process.argv.slice(1), installedDataDir())
  const signIn = takeSignInFromEnvironment(process.env)
  prepareDataDir(options.dataDir)
  if (process.platform !== 'win32') checkTempFolder()
  const userData = path.join(options.dataDir, 'chromium')
  app.setPath('userData', userData)
  if (!app.requestSingleInstanceLock()) {
    diagnostics.info({ event: 'handed-over' }, 'Farline runs already on this data directory: its window comes forward.')
    return exit(0)
  }
  const links = linksOf(process.argv)
  const person = watchPersonInput(app, systemClock)
  const { dictionariesDir, rendererDir, preloadFile } = builtFiles(here)
  const developing = pagesInDevelopment()
  const [developmentPages, files] = await Promise.all([
    developing,
    developing.then((pages) => (pages ? new Map() : listRendererFiles(rendererDir))),
    app.whenReady(),
  ])
  const door = openDoor({ files, preloadFile, diagnostics, developmentPages, isSkipped: signIn !== null })
  // Half of main's modules, which the door's page need not wait for.
  const { servePorts, startWorkstation } = await import('./behind-the-door.ts')
  if (app.isPackaged || options.registersLinks) app.setAsDefaultProtocolClient(linkScheme)
  const [keyStore, authorities, version] = await Promise.all([
    chooseKeyStore(safeStorage, options.keyFile),
    loadAuthorities(options.caFile),
    readVersion(path.join(here, '../../package.json')),
    sweepPartitions(userData, (replicaName) => hasVault(options.dataDir, replicaName.replace(/^replica-/, ''))),
  ])
  const isKept = keyStore.kind !== 'memory-only'
  const passwordKeys = createPasswordKeys(passwordWorkerFile(here))
  let host: ElectronHost | undefined
  const workstation = await startWorkstation({
    ...options,
    host: 'electron',
    road: createRoad({ resolveProxy: systemProxy(), authorities }),
    version,
    keyStore,
    derivePasswordKey: passwordKeys.derive,
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
  const { windows, followLink } = (host = await door.serve(workstation, servePorts(workstation, diagnostics), {
    spelling: createSpelling({
      dictionariesDir,
      userData,
      languages: () => [workstation.preferences.get().language, ...app.getPreferredSystemLanguages()],
      diagnostics,
    }),
    isKept,
    windowsFile: (replicaName) =>
      openWindowsFile(path.join(options.dataDir, replicaName.replace(/^replica-/, '')), () =>
        diagnostics.warn({ event: 'file-damaged', file: 'windows.json' }),
      ),
    expectPassword: passwordKeys.prepare,
  }))
  powerMonitor.on('resume', workstation.resume)
  links.follow((link) => void (link === null ? windows.bringForward() : followLink(link)))
  app.on('activate', () => windows.bringForward())
  diagnostics.info({ event: 'listening' })
}

/**
 * Links by which this program was started, or was started again, from now on; null where somebody just started it again.
 * Those that come before anybody follows them wait.
 */
function linksOf(args: readonly string[]) {
  const first = deepLinkAmong(args)
  let waiting: (string | null)[] = first === undefined ? [] : [first]
  let take = (link: string | null): void => void waiting.push(link)
  app.on('second-instance', (_event, argv) => take(deepLinkAmong(argv) ?? null))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    take(url)
  })
  return {
    follow(go: (link: string | null) => void) {
      take = go
      for (const link of waiting) go(link)
      waiting = []
    },
  }
}

/** A copy that is being developed never touches what an installed one keeps. */
function installedDataDir(): string | undefined {
  return app.isPackaged ? path.join(app.getPath('appData'), 'Farline') : undefined
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
