import path from 'node:path'
import { type ElectronApplication, type Page, _electron, expect } from '@playwright/test'
import { ensureElectronRuntime } from '../../../tools/electron-runtime/ensure-electron-runtime.ts'
import { projectRoot } from './launcher.ts'
import { type OrdinaryUser, asProgram } from './ordinary-user.ts'

export interface ElectronDesk {
  readonly app: ElectronApplication
  readonly window: Page
}

/** Farline itself in a real Electron, signed in as one agent, with data of its own. */
export async function openElectronDesk(options: {
  serverUrl: string
  dataDir: string
  signIn?: { email: string; password: string }
  /** As IT would name one where there is no keyring; null: this computer keeps no keys. */
  keyFile?: string | null
  /** Chromium's own. */
  switches?: readonly string[]
  env?: Record<string, string>
  /** Instead of whoever runs the tests: with Chromium's sandbox, which refuses to run as root. */
  user?: OrdinaryUser
}): Promise<ElectronDesk> {
  // Chromium's sandbox refuses to run as root; as an ordinary user it stays on.
  const sandbox = options.user === undefined && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const { keyFile = path.join(options.dataDir, 'device-key') } = options
  const app = await _electron.launch({
    executablePath: await programFor(options.user),
    args: [
      ...sandbox,
      '--disable-gpu',
      ...(options.switches ?? []),
      '.',
      `--server=${options.serverUrl}`,
      `--data=${path.join(options.dataDir, 'electron')}`,
      ...(keyFile === null ? [] : [`--key-file=${keyFile}`]),
    ],
    // Left out, Playwright switches the sandbox off.
    chromiumSandbox: options.user !== undefined,
    cwd: projectRoot,
    env: {
      ...(process.env as Record<string, string>),
      LANGUAGE: 'en',
      ...options.user?.env,
      ...options.env,
      ...(options.signIn ? { FARLINE_SIGN_IN: JSON.stringify(options.signIn) } : {}),
    },
    timeout: 60_000,
  })
  return { app, window: await mainWindow(app) }
}

/** Kill -9 of the whole desk. */
export async function killEverything({ app }: ElectronDesk): Promise<void> {
  const gone = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await gone
}

const isHidden = (page: Page) => /\/(keeper|media)\.html/.test(page.url())
const isDoor = (page: Page) => /\/door\.html/.test(page.url())

async function programFor(user: OrdinaryUser | undefined): Promise<string> {
  const executable = await ensureElectronRuntime()
  if (!user) return executable
  const folder = await user.installed(path.dirname(executable))
  return asProgram(user, path.join(folder, path.basename(executable)))
}

/** The first window that a person sees: not the hidden ones. */
export async function mainWindow(app: ElectronApplication): Promise<Page> {
  const isMain = (page: Page) => page.url().startsWith('app://') && !isHidden(page)
  const found = app.windows().find(isMain)
  if (found) return found
  return app.waitForEvent('window', { predicate: isMain, timeout: 60_000 })
}

/** Types the password of a locked desk, with the keyboard alone, and answers the window that opens behind it. */
export async function unlockDesk({ app, window }: ElectronDesk, password: string): Promise<ElectronDesk> {
  await expect(window.getByRole('heading', { name: 'This desk is locked' })).toBeVisible({ timeout: 30_000 })
  await window.keyboard.type(password)
  await window.keyboard.press('Enter')
  return { app, window: await enteredWindow(app) }
}

/** The desk's window once it can be seen: it may have been there before, behind the door. */
export async function enteredWindow(app: ElectronApplication): Promise<Page> {
  const seen = async () => {
    for (const page of app.windows()) {
      if (!page.url().startsWith('app:') || isHidden(page) || isDoor(page)) continue
      // One of the room that is being left may go while it is asked.
      const browserWindow = await app.browserWindow(page).catch(() => null)
      if (await browserWindow?.evaluate((window) => window.isVisible()).catch(() => false)) return page
    }
    return null
  }
  let found: Page | null = null
  await expect.poll(async () => (found = await seen()) !== null, { timeout: 60_000 }).toBe(true)
  if (!found) throw new Error('no window can be seen')
  return found
}

/** The next window that a person sees: another room was entered. */
export function nextWindow(app: ElectronApplication): Promise<Page> {
  return app.waitForEvent('window', {
    predicate: async (page) => {
      // A hidden window of the room that is being left may end before it has an address.
      const isThere = await page.waitForURL(/^app:/).then(
        () => true,
        () => false,
      )
      return isThere && !isHidden(page)
    },
    timeout: 60_000,
  })
}
