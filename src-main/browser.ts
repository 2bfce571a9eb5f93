import path from 'node:path'
import { startBrowserHost } from './host/browser/browser-host.ts'
import { ownerOnlyFileStore } from './keys/key-store.ts'
import { createLog } from './log/create-log.ts'
import { takeSignInFromEnvironment } from './session/sign-in-from-environment.ts'
import { parseOptions } from './start/parse-options.ts'
import { readVersion } from './start/read-version.ts'
import { runProcess } from './start/run-process.ts'
import { stopOnSignal } from './start/stop-on-signal.ts'
import { startWorkstation } from './workstation.ts'

const here = import.meta.dirname
const diagnostics = createLog()
const exit = (code: number) => process.exit(code)

await runProcess(diagnostics, exit, async () => {
  const options = parseOptions(process.argv.slice(2))
  const workstation = await startWorkstation({
    ...options,
    host: 'browser',
    version: await readVersion(path.join(here, '../../package.json')),
    keyStore: ownerOnlyFileStore,
    diagnostics,
    signIn: takeSignInFromEnvironment(process.env),
    openWindow: async (conversationId) =>
      conversationId ? `/?conversation=${encodeURIComponent(conversationId)}` : '/',
  })
  const host = await startBrowserHost({
    ...options,
    workstation,
    diagnostics,
    rendererDir: path.join(here, '../renderer'),
  })
  stopOnSignal(async () => {
    await host.stop()
    await workstation.stop()
  }, exit)
  diagnostics.info({ event: 'listening', url: host.entryUrl })
})
