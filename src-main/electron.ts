import path from 'node:path'
import { app, protocol, safeStorage } from 'electron'
import { appScheme } from './host/electron/app-scheme.ts'
import { type ElectronHost, builtFiles, startElectronHost } from './host/electron/electron-host.ts'
import { chooseKeyStore } from './host/electron/os-keyring.ts'
import { createLog } from './log/create-log.ts'
import { takeSignInFromEnvironment } from './session/sign-in-from-environment.ts'
import { parseOptions } from './start/parse-options.ts'
import { prepareDataDir } from './start/prepare-data-dir.ts'
import { readVersion } from './start/read-version.ts'
import { runProcess } from './start/run-process.ts'
import { stopOnSignal } from './start/stop-on-signal.ts'
import { startWorkstation } from './workstation.ts'

const here = import.meta.dirname
const diagnostics = createLog()
const exit = (code: number) => app.exit(code)

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

// Not awaited: Electron holds back 'ready' until this module is done. All that must precede 'ready' happens in this turn.
void runProcess(diagnostics, exit, start)

async function start(): Promise<void> {
  const options = parseOptions(process.argv.slice(1))
  const signIn = takeSignInFromEnvironment(process.env)
  prepareDataDir(options.dataDir)
  app.setPath('userData', path.join(options.dataDir, 'chromium'))
  if (!app.requestSingleInstanceLock()) {
    diagnostics.info({ event: 'handed-over' }, 'Farline runs already on this data directory: its window comes forward.')
    return exit(0)
  }
  await app.whenReady()
  let host: ElectronHost | undefined
  const workstation = await startWorkstation({
    ...options,
    host: 'electron',
    version: await readVersion(path.join(here, '../../package.json')),
    keyStore: chooseKeyStore(safeStorage),
    diagnostics,
    signIn,
    async openWindow(conversationId) {
      await host?.openWindow(conversationId)
      return null
    },
  })
  stopOnSignal(quit, exit)
  stopBeforeQuit(() => workstation.stop())
  host = await startElectronHost(workstation, { ...builtFiles(here), diagnostics })
  app.on('second-instance', () => host?.bringForward())
  app.on('activate', () => host?.bringForward())
  await host.openWindow(null)
  diagnostics.info({ event: 'listening' })
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
