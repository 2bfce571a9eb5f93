import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type BrowserContext, type Page, chromium } from '@playwright/test'
import { ShiftStopped } from '../shift-stopped.ts'
import type { Entry } from './desk-line.ts'
import { relayQueries } from './open-queries-port.ts'
import type { ReplicaHost } from './replica-host.ts'

const executablePath = process.env['FARLINE_CHROMIUM'] ?? '/usr/bin/chromium'
const retryMs = 300
const closeWithinMs = 5_000

/** The workstation's window and its replica worker in a real Chromium, with a profile on disk. */
export async function startChromiumReplica(
  entry: Entry,
  { replicaName, profile, signal }: { replicaName: string; profile: string; signal: AbortSignal },
): Promise<ReplicaHost> {
  const context = await launch(profile)
  const [name = '', value = ''] = entry.cookie.split('=')
  await context.addCookies([{ name, value, url: entry.origin, httpOnly: true, sameSite: 'Strict' }])
  const ports = await relayQueries(context)
  let page: Page | undefined
  let current: ReturnType<typeof ports.open> | undefined

  async function openPage(): Promise<Page> {
    const opened = await context.newPage()
    for (;;) {
      try {
        await opened.goto(entry.origin, { waitUntil: 'load', timeout: 20_000 })
        return opened
      } catch {
        // The main process that serves the page may be down just now.
        signal.throwIfAborted()
        await pause(retryMs, undefined, { signal })
      }
    }
  }

  async function connect() {
    page ??= await openPage()
    return ports.open(page, replicaName)
  }

  async function queries() {
    for (;;) {
      signal.throwIfAborted()
      current ??= connect()
      const mine = current
      const port = await mine.catch(() => undefined)
      if (port && !port.gone.aborted) return port
      if (current === mine) current = undefined
      if (!port) await pause(retryMs, undefined, { signal })
    }
  }

  return {
    kind: 'Chromium',
    queries,
    async crash() {
      const dying = page ?? (await openPage())
      const crashed = new Promise((resolve) => dying.once('crash', resolve))
      const session = await context.newCDPSession(dying)
      // Never answered: its process is gone, and the shared worker's with it.
      session.send('Page.crash').catch(() => undefined)
      await crashed
      const next = openPage()
      page = undefined
      current = undefined
      await dying.close().catch(() => undefined)
      page = await next
    },
    async stop() {
      await Promise.race([context.close().catch(() => undefined), pause(closeWithinMs, undefined, { ref: false })])
    },
  }
}

async function launch(profile: string): Promise<BrowserContext> {
  if (!existsSync(executablePath)) {
    throw new ShiftStopped({
      problem: 'shift/no-chromium',
      message: `There is no Chromium at ${executablePath}: install it (apt-get install chromium), or name one in FARLINE_CHROMIUM.`,
    })
  }
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    args: ['--disable-gpu', '--no-first-run', ...sandbox],
    // Ctrl+C is ours to handle: everything is closed in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}
