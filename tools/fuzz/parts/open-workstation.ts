import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserHost, startBrowserHost } from '../../../src-main/host/browser/browser-host.ts'
import { openKeyFile } from '../../../src-main/keys/key-store.ts'
import type { Log } from '../../../src-main/log/create-log.ts'
import { quickPasswordKey } from './quick-password-key.ts'
import { stayOnThisComputer } from './stay-on-this-computer.ts'
import { type Workstation, startWorkstation } from '../../../src-main/workstation.ts'

export interface FuzzWorkstation {
  readonly workstation: Workstation
  readonly host: BrowserHost
  readonly rendererDir: string
  /** Of a browser that was let in. */
  readonly cookie: string
  drainLog(): string[]
  close(): Promise<void>
}

/** Stands beside the pages, and must never be served. */
export const hiddenText = 'zq-a-file-beside-the-pages'

/** The real workstation behind the real browser host, signed out: nobody answers at the server's address. */
export async function openWorkstation(): Promise<FuzzWorkstation> {
  stayOnThisComputer()
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-fuzz-'))
  const rendererDir = path.join(folder, 'renderer')
  await mkdir(path.join(rendererDir, 'assets'), { recursive: true })
  await writeFile(path.join(folder, 'secret.html'), hiddenText)
  await writeFile(path.join(rendererDir, 'secret.txt'), hiddenText)
  await writeFile(path.join(rendererDir, 'index.html'), '<!doctype html><title>Farline</title>')
  await writeFile(path.join(rendererDir, 'assets/main-abc.js'), 'export {}')
  const logged: string[] = []
  const record = (level: number) => (entry: object) => void logged.push(JSON.stringify({ level, ...entry }))
  const diagnostics = { info: record(30), warn: record(40), error: record(50), fatal: record(60) } as unknown as Log
  const dataDir = path.join(folder, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  const workstation = await startWorkstation({
    // Port 9 (discard) answers nobody.
    serverUrl: 'http://127.0.0.1:9',
    dataDir,
    diagnostics,
    host: 'browser',
    version: '0.0.0',
    keyStore: await openKeyFile(path.join(dataDir, 'key')),
    passwordKeys: { derive: quickPasswordKey, prepare: () => undefined },
    keepDays: 14,
    signIn: null,
    openLink: async () => false,
    eraseReplica: async () => undefined,
    idleMs: () => null,
    windows: { open: async () => null },
  })
  const host = await startBrowserHost({
    workstation,
    dataDir,
    rendererDir,
    diagnostics,
    eraseWithNextPage: { isDue: false },
    port: 0,
    name: 'agent',
  })
  const entered = await fetch(host.entryUrl, { redirect: 'manual' })
  return {
    workstation,
    host,
    rendererDir,
    cookie: entered.headers.getSetCookie()[0]?.split(';')[0] ?? '',
    drainLog: () => logged.splice(0),
    async close() {
      await host.stop()
      await workstation.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
