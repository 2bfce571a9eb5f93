import path from 'node:path'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import { pagesInDevelopment } from './host/development/pages-in-development.ts'
import { startBrowserHost } from './host/browser/browser-host.ts'
import { handOver } from './host/browser/running-host.ts'
import { createPasswordKeys } from './keys/password-keys.ts'
import { memoryOnlyStore, openKeyFile } from './keys/key-store.ts'
import { createLog } from './log/create-log.ts'
import { loadAuthorities } from './server/road/authorities.ts'
import { proxyFromEnvironment } from './server/road/proxy-from-environment.ts'
import { createRoad } from './server/road/road.ts'
import { takeSignInFromEnvironment } from './session/sign-in-from-environment.ts'
import { parseOptions } from './start/parse-options.ts'
import { prepareDataDir } from './start/prepare-data-dir.ts'
import { readVersion } from './start/read-version.ts'
import { runProcess } from './start/run-process.ts'
import { stopOnSignal } from './start/stop-on-signal.ts'
import { browserPage } from './windows/browser-page.ts'
import { deepLinkAmong } from './windows/deep-link.ts'
import { readDeepLink } from './windows/read-deep-link.ts'
import { startWorkstation } from './workstation.ts'

const here = import.meta.dirname
const diagnostics = createLog()
const exit = (code: number) => process.exit(code)

/** A link that is none of ours opens Farline, and nothing in it. */
function placeAskedFor(args: readonly string[]): WindowPlace {
  const link = deepLinkAmong(args)
  const place = link === undefined ? null : readDeepLink(link)
  if (link !== undefined && place === null) diagnostics.warn({ event: 'deep-link-ignored' })
  return place ?? { kind: 'main' }
}

await runProcess(diagnostics, exit, async () => {
  const options = parseOptions(process.argv.slice(2))
  prepareDataDir(options.dataDir)
  const place = placeAskedFor(process.argv)
  const url = await handOver(options.dataDir, { place })
  if (url !== null) {
    diagnostics.info({ event: 'handed-over', url }, 'Farline runs already on this data directory: open this link.')
    return exit(0)
  }
  const eraseWithNextPage = { isDue: false }
  const workstation = await startWorkstation({
    ...options,
    host: 'browser',
    road: createRoad({
      resolveProxy: proxyFromEnvironment(process.env),
      authorities: await loadAuthorities(options.caFile),
    }),
    version: await readVersion(path.join(here, '../../package.json')),
    // A browser has no keyring: where IT names no file for the key, nothing that is read here outlives this process.
    keyStore: options.keyFile === null ? memoryOnlyStore() : await openKeyFile(options.keyFile),
    passwordKeys: createPasswordKeys(path.join(here, 'argon2-worker.js')),
    diagnostics,
    signIn: takeSignInFromEnvironment(process.env),
    windows: { open: async (place) => browserPage(place) },
    // The page is in a browser already, and opens it there.
    openLink: async () => false,
    eraseReplica: async () => void (eraseWithNextPage.isDue = true),
    idleMs: () => null,
  })
  const host = await startBrowserHost({
    ...options,
    workstation,
    diagnostics,
    rendererDir: path.join(here, '../renderer'),
    eraseWithNextPage,
    place,
    developmentPages: await pagesInDevelopment(),
  })
  stopOnSignal(async () => {
    await host.stop()
    await workstation.stop()
  }, exit)
  diagnostics.info({ event: 'listening', url: host.entryUrl })
})
