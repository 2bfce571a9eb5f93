import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createRouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import { startBrowserHost } from '../host/browser/browser-host.ts'
import { type KeyStore, openKeyFile } from '../keys/key-store.ts'
import { createPasswordKeys } from '../keys/password-keys.ts'
import { type Clock, systemClock } from '#shared/kit/clock.ts'
import type { Log } from '../log/create-log.ts'
import { startWorkstation } from '../workstation.ts'
import { browserPage } from '../windows/browser-page.ts'
import type { NewCommand } from '../sync/command-log/command-log.ts'
import { goodPassword } from './sync-server.ts'
import { tempFolder } from './temp-folder.ts'

interface TestOptions {
  readonly dataDir?: string
  readonly serverUrl?: string | null
  readonly rendererDir?: string
  readonly port?: number
  readonly isSignedIn?: boolean
  readonly keyStore?: KeyStore
  readonly clock?: Clock
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
  const erased: string[] = []
  const eraseWithNextPage = { isDue: false }
  const record = (entry: object) => void logged.push(entry)
  const diagnostics = { info: record, warn: record, error: record, fatal: record } as unknown as Log
  const workstation = await startWorkstation({
    serverUrl: options.serverUrl === undefined ? nobody : options.serverUrl,
    dataDir,
    diagnostics,
    host: 'browser',
    version: '1.2.3',
    keyStore: options.keyStore ?? (await openKeyFile(path.join(dataDir, 'key'))),
    passwordKeys: createPasswordKeys(path.join(import.meta.dirname, '../keys/argon2-worker.ts')),
    passwordKeyCost: { memoryKiB: 64, passes: 1 },
    keepDays: 14,
    clock: options.clock ?? systemClock,
    signIn: options.isSignedIn ? { email: 'mei@example.com', password: goodPassword } : null,
    openLink: async () => false,
    eraseReplica: async (replicaName) => void erased.push(replicaName),
    idleMs: () => null,
    windows: { open: async (place) => browserPage(place) },
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
    eraseWithNextPage,
    diagnostics,
    port: options.port ?? 0,
    name: 'agent',
  })
  stopHost = host.stop
  const client = createRouterClient(workstation.router)
  const submit = ({ type, args, basedOn }: NewCommand) => client.commands.submit({ type, args, basedOn })
  return { workstation, submit, host, dataDir, logged, erased, eraseWithNextPage, stop }
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
