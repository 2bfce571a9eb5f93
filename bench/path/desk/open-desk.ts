import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { startBrowserHost } from '../../../src-main/host/browser/browser-host.ts'
import { createPasswordKeys } from '../../../src-main/keys/password-keys.ts'
import { memoryOnlyStore } from '../../../src-main/keys/key-store.ts'
import type { Log } from '../../../src-main/log/create-log.ts'
import { type Workstation, startWorkstation } from '../../../src-main/workstation.ts'
import { projectRoot } from '../../../tools/project-root.ts'

export type Routers = Pick<Workstation, 'router' | 'replicaRouter'>

export interface BenchDesk {
  readonly page: Page
  close(): Promise<void>
}

interface Wishes {
  readonly browser: Browser
  readonly serverUrl: string
  readonly signIn: { readonly email: string; readonly password: string }
  /** Of the windows; those that were built, unless others are given. */
  readonly rendererDir?: string
  /** Puts something in the place of the workstation's own answers to its windows and its worker. */
  readonly wrap?: (workstation: Workstation) => Routers | Promise<Routers>
}

/** The real workstation in this process, and its window in a Chromium profile of its own. */
export async function openBenchDesk({
  browser,
  serverUrl,
  signIn,
  rendererDir = path.join(projectRoot, 'out/renderer'),
  wrap = (workstation) => workstation,
}: Wishes): Promise<BenchDesk> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-bench-desk-'))
  const workstation = await startWorkstation({
    serverUrl,
    dataDir,
    diagnostics: silent,
    host: 'browser',
    version: 'bench',
    keyStore: memoryOnlyStore(),
    passwordKeys: createPasswordKeys(path.join(projectRoot, 'src-main/keys/argon2-worker.ts')),
    keepDays: 14,
    signIn,
    windows: { open: async () => null },
    openLink: async () => false,
    eraseReplica: async () => undefined,
    idleMs: () => null,
  })
  const host = await startBrowserHost({
    workstation: { ...(await wrap(workstation)), syncProxy: workstation.syncProxy, deskFiles: workstation.deskFiles },
    dataDir,
    rendererDir,
    eraseWithNextPage: { isDue: false },
    diagnostics: silent,
    port: 0,
    name: `bench-${path.basename(dataDir)}`,
  })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(host.entryUrl)
  return {
    page,
    async close() {
      await context.close()
      await host.stop()
      await workstation.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const ignore = () => undefined
const silent = { info: ignore, warn: ignore, error: ignore, fatal: ignore } as unknown as Log
