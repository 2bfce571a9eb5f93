import { readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Locator, type Page, expect, test } from '@playwright/test'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, enteredWindow, nextWindow, openElectronDesk } from './support/electron-desk.ts'
import { projectRoot, removeData } from './support/launcher.ts'
import { expectNothingCut } from './support/overflowing.ts'

/** As the system says it, and what comes of it. */
const languages = [
  { system: 'en_GB', language: 'en', direction: 'ltr' },
  { system: 'zh_CN', language: 'zh-Hans', direction: 'ltr' },
  { system: 'ar', language: 'ar', direction: 'rtl' },
] as const

interface Words {
  readonly signIn: { readonly title: string; readonly email: string; readonly password: string }
  readonly inbox: { readonly label: string }
  readonly locked: { readonly title: string }
}

let server: DemoServer

test.beforeAll(async () => {
  server = await startDemoServer()
})

test.afterAll(() => server.remove())

for (const { system, language, direction } of languages) {
  test(`${language}: signing in, locking and unlocking, by the keyboard alone`, async () => {
    const file = path.join(projectRoot, `src-renderer/i18n/locales/${language}.json`)
    const words = JSON.parse(readFileSync(file, 'utf8')) as Words
    const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
    let desk = await openElectronDesk({ serverUrl: server.url, dataDir, env: { LANGUAGE: system } })

    await shows(desk.window.getByRole('heading', { name: words.signIn.title }))
    await expect(desk.window.getByLabel(words.signIn.email)).toBeFocused()
    await desk.window.keyboard.type(server.signIn.email)
    await desk.window.keyboard.press('Tab')
    await expect(desk.window.getByLabel(words.signIn.password, { exact: true })).toBeFocused()
    await desk.window.keyboard.type(server.signIn.password)
    desk = await through(desk, 'Enter')
    await works(desk.window)

    desk = await through(desk, 'Control+l')
    await shows(desk.window.getByRole('heading', { name: words.locked.title }))
    await expect(desk.window.getByLabel(words.signIn.password, { exact: true })).toBeFocused()
    await desk.window.keyboard.type(server.signIn.password)
    desk = await through(desk, 'Enter')
    await works(desk.window)
    await desk.app.close()
    await removeData(dataDir)

    /** A page in this language, of which nothing is cut off, also at twice the size. */
    async function shows(heading: Locator): Promise<void> {
      await expect(heading).toBeVisible({ timeout: 30_000 })
      await speaks(desk.window)
    }

    /** The desk, whose keys mean something from the first moment on. */
    async function works(page: Page): Promise<void> {
      const list = page.getByRole('listbox', { name: words.inbox.label })
      await expect(list.getByRole('option').first()).toBeVisible({ timeout: 30_000 })
      await speaks(page)
      await page.keyboard.press('j')
      await expect(list.locator('[role=option]:focus')).toHaveCount(1)
      await page.keyboard.press('Enter')
      await expect(list.getByRole('option', { selected: true })).toHaveCount(1)
    }

    async function speaks(page: Page): Promise<void> {
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('html')).toHaveAttribute('dir', direction)
      await page.evaluate(() => document.fonts.ready)
      const browserWindow = await desk.app.browserWindow(page)
      for (const factor of [2, 1]) {
        await browserWindow.evaluate(({ webContents }, wanted) => webContents.setZoomFactor(wanted), factor)
        await expect.poll(() => page.evaluate(() => window.devicePixelRatio)).toBe(factor)
        await expectNothingCut(page, `${language}, ${factor * 100} %`)
      }
    }
  })
}

/** Whoever passes the door is in another room: its window takes the place of this one, which may be gone before the key is up. */
async function through({ app, window }: ElectronDesk, key: 'Enter' | 'Control+l'): Promise<ElectronDesk> {
  const door = key === 'Enter' ? null : nextWindow(app)
  await window.keyboard.press(key).catch(() => undefined)
  return { app, window: await (door ?? enteredWindow(app)) }
}
