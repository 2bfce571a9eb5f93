import { type Browser, type BrowserContext, type Page, chromium, expect, test } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DesktopShell, startDesktopShell } from './support/dbus/desktop-shell.ts'
import { type SessionBus, startSessionBus } from './support/dbus/session-bus.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let desk: BrowserDesk
let bus: SessionBus
let shell: DesktopShell
/** Hands what its pages tell to the desktop, as a person's does. */
let browser: Browser
let context: BrowserContext
let agent: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  bus = await startSessionBus()
  shell = await startDesktopShell(bus.address)
  server = await startDemoServer()
  desk = await startBrowserDesk({ serverUrl: server.url, signIn: server.signIn })
  browser = await chromium.launch({
    ...test.info().project.use.launchOptions,
    // Playwright lets every page open any window; a click on a notification has to allow it by itself.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    env: { ...(process.env as Record<string, string>), DBUS_SESSION_BUS_ADDRESS: bus.address },
  })
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  agent = await Workstation.open(await context.newPage(), desk.entryUrl())
})

test.afterAll(async () => {
  await browser?.close()
  await desk?.remove()
  await server?.remove()
  shell?.close()
  await bus?.stop()
})

/** Playwright tells every page that somebody looks at it. Its own word comes with each document, so this one later. */
async function looksForItself(page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: false })
}

const hasFocus = (page: Page) => page.evaluate(() => document.hasFocus())

/** At a page that is none of ours. */
async function lookAway(): Promise<Page> {
  const pages = context.pages()
  for (const page of pages) await looksForItself(page)
  const other = await context.newPage()
  // A page that was emulated when it lost the focus has not noticed: it gets it once more, and loses it.
  await expect(async () => {
    for (const page of [...pages, other]) await page.bringToFront()
    for (const page of pages) expect(await hasFocus(page), page.url()).toBe(false)
  }).toPass()
  return other
}

async function openSettings(): Promise<Page> {
  await agent.page.bringToFront()
  const opened = context.waitForEvent('page')
  await agent.page.keyboard.press('Control+Comma')
  const settings = await opened
  await expect(settings.getByRole('heading', { name: 'Notifications' })).toBeVisible()
  return settings
}

/** The whole of what the system was told, but for the browser's own line that says whose page it is. */
const bodies = () => shell.notifications().map(({ body }) => body.split('\n').at(-1))

test('a page that was not allowed to raises none, and the setting says so, and asks', async () => {
  const settings = await openSettings()
  await expect(settings.getByText(/^Your browser (shows them once you allow it|does not allow them)/)).toBeVisible()
  await expect(settings.getByText('Your browser shows them.')).toHaveCount(0)
  const shop = await Shop.open(browser, server.shopUrl)
  const other = await lookAway()
  await shop.write('Is anybody at home?')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await expect(agent.row('Is anybody at home?')).toBeVisible()
  expect(shell.everShown).toEqual([])
  await test.step('what the browser is told meanwhile the setting says at once', async () => {
    await context.grantPermissions(['notifications'])
    await expect(settings.getByText('Your browser shows them.')).toBeVisible()
  })
  for (const page of [settings, other, shop.page]) await page.close()
})

test('a message that comes while nobody looks is told once, by name, however many pages are open; a click opens its conversation', async () => {
  await context.grantPermissions(['notifications'])
  const settings = await openSettings()
  const shop = await Shop.open(browser, server.shopUrl)
  const other = await lookAway()
  await shop.write('Where is my lamp?')
  await expect.poll(bodies).toEqual(['1 new message'])
  await shop.write('It should have come on Monday.')
  await expect.poll(bodies).toEqual(['2 new messages'])
  expect(JSON.stringify(shell.everShown)).not.toMatch(/lamp|Monday/)

  const opened = context.waitForEvent('page')
  shell.press(shell.notifications()[0]?.id ?? 0)
  const window = new Workstation(await opened)
  await expect(window.message('Where is my lamp?')).toHaveCount(1)
  await looksForItself(window.page)
  await expect.poll(() => hasFocus(window.page)).toBe(true)
  await expect.poll(bodies).toEqual([])
  for (const page of [settings, other, window.page, shop.page]) await page.close()
})
