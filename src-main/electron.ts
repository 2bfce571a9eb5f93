import path from 'node:path'
import { app, protocol } from 'electron'
import { systemClock } from '#shared/kit/clock.ts'
import { pagesInDevelopment } from './host/development/pages-in-development.ts'
import { appScheme } from './host/electron/app-scheme.ts'
import { keepSpellingAtHome } from './host/electron/keep-spelling-at-home.ts'
import { openDoor } from './host/electron/open-door.ts'
import { watchPersonInput } from './host/electron/person-input.ts'
import { listRendererFiles } from './host/renderer-files.ts'
import { createLog } from './log/create-log.ts'
import { takeSignInFromEnvironment } from './session/sign-in-from-environment.ts'
import { checkTempFolder } from './start/check-temp-folder.ts'
import { parseOptions } from './start/parse-options.ts'
import { prepareDataDir } from './start/prepare-data-dir.ts'
import { refuseDebugging } from './start/refuse-debugging.ts'
import { runProcess } from './start/run-process.ts'
import { deepLinkAmong, linkScheme } from './windows/deep-link.ts'

// The door, and as little as it takes to show it. Everything else is behind-the-door.ts.

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
  const developing = pagesInDevelopment()
  const [developmentPages, files] = await Promise.all([
    developing,
    developing.then((pages) => (pages ? new Map() : listRendererFiles(path.join(here, '../renderer')))),
    app.whenReady(),
  ])
  const door = openDoor({
    files,
    preloadFile: path.join(here, '../preload/window.cjs'),
    diagnostics,
    developmentPages,
    isSkipped: signIn !== null,
  })
  // The greater part of main's modules, which the door's page need not wait for.
  const { startBehindTheDoor } = await import('./behind-the-door.ts')
  if (app.isPackaged || options.registersLinks) app.setAsDefaultProtocolClient(linkScheme)
  await startBehindTheDoor({ door, options, signIn, userData, here, links, person, exit })
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
