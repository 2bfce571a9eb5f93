import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { startBrowserHost } from '../host/browser/browser-host.ts'
import { ownerOnlyFileStore } from '../keys/key-store.ts'
import type { Log } from '../log/create-log.ts'
import { startWorkstation } from '../workstation.ts'
import { goodPassword } from './sync-server.ts'
import { tempFolder } from './temp-folder.ts'

interface TestOptions {
  readonly dataDir?: string
  readonly serverUrl?: string
  readonly rendererDir?: string
  readonly port?: number
  readonly isSignedIn?: boolean
  /** Shares the folder of the agent's log with another workstation, which must be refused. */
  readonly logsOf?: { readonly dataDir: string }
}

/** Port 9 (discard) answers nobody. */
const nobody = 'http://127.0.0.1:9'

/** The real workstation behind the real browser host, with two small pages in place of the built ones. */
export async function startTestWorkstation(options: TestOptions = {}) {
  const dataDir = options.dataDir ?? (await tempFolder())
  if (options.logsOf) await symlink(path.join(options.logsOf.dataDir, 'replica-1'), path.join(dataDir, 'replica-1'))
  const logged: object[] = []
  const record = (entry: object) => void logged.push(entry)
  const diagnostics = { info: record, warn: record, error: record, fatal: record } as unknown as Log
  const workstation = await startWorkstation({
    serverUrl: options.serverUrl ?? nobody,
    dataDir,
    diagnostics,
    host: 'browser',
    version: '1.2.3',
    keyStore: ownerOnlyFileStore,
    keepDays: 14,
    signIn: options.isSignedIn ? { email: 'mei@example.com', password: goodPassword } : null,
    openWindow: async (conversationId) => (conversationId ? `/?conversation=${conversationId}` : '/'),
  })
  let stopped: Promise<void> | undefined
  let stopHost = async () => {}
  const stop = () =>
    (stopped ??= (async () => {
      await stopHost()
      await workstation.stop()
    })())
  onTestFinished(stop)
  const rendererDir = options.rendererDir ?? (await smallRenderer())
  const host = await startBrowserHost({
    workstation,
    dataDir,
    rendererDir,
    diagnostics,
    port: options.port ?? 0,
    name: 'agent',
  })
  stopHost = host.stop
  return { workstation, host, dataDir, logged, stop }
}

async function smallRenderer(): Promise<string> {
  const folder = path.join(await tempFolder(), 'renderer')
  await mkdir(path.join(folder, 'assets'), { recursive: true })
  await writeFile(path.join(folder, '..', 'secret.txt'), 'secret')
  await writeFile(path.join(folder, 'secret.txt'), 'of a type that no page needs')
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Farline</title>')
  await writeFile(path.join(folder, 'assets/main-abc.js'), 'export {}')
  return folder
}
