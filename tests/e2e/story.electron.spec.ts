import { expect, test } from '@playwright/test'
import { type Launched, type ReadyEvent, launch, removeData } from './support/launcher.ts'
import { type ElectronDesk, openElectronDesk, unlockDesk, nextWindow } from './support/electron-desk.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let run: Launched
let urls: ReadyEvent['urls']
let desk: ElectronDesk

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  run = await launch(['--host', 'browser'])
  urls = (await run.ready()).urls
  desk = await openElectronDesk({
    serverUrl: new URL(urls.server).origin,
    dataDir: run.dataDir,
    signIn: { email: 'amara@meridian.example', password: await run.password() },
  })
})

test.afterAll(async () => {
  await desk.app.close()
  expect(await run.stop()).toBe(0)
  await removeData(run.dataDir)
})

test('the same story in Electron: the customer writes in Chromium, the agent answers in a real window', async ({
  browser,
}) => {
  const agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.timeToUndo('None')
  expect(desk.window.url()).toMatch(/^app:\/\//)
  const shop = await Shop.open(browser, urls.shop)
  const question = 'Is the lamp dimmable? 💡'
  await shop.write(question)
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation(question)
  await agent.reply('It is, with any LED dimmer.')
  await shop.reads('It is, with any LED dimmer.')
  await agent.expectDelivery('It is, with any LED dimmer.', 'read')

  await test.step('a second window shows the same truth', async () => {
    const opened = nextWindow(desk.app)
    await desk.window.getByRole('button', { name: 'More actions' }).click()
    await desk.window.getByRole('menuitem', { name: 'Open in new window' }).click()
    const second = new Workstation(await opened)
    await expect(second.message(question)).toHaveCount(1)
    await second.reply('It also comes in black.')
    await agent.expectDelivery('It also comes in black.', 'read')
    await second.expectDelivery('It also comes in black.', 'read')
    await second.page.close()
    await agent.reply('And in brass.')
    await shop.reads('And in brass.')
    expect(second.said).toEqual([])
  })
  expect(agent.said).toEqual([])
  await shop.close()
})

test('every window is locked down', async () => {
  const windows = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = (
        window.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity: webSecurity !== false }
    }),
  )
  expect(windows.length).toBeGreaterThanOrEqual(2)
  for (const window of windows) {
    expect(window).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true })
  }
  const reached = await desk.window.evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>)['require'],
    process: typeof (globalThis as Record<string, unknown>)['process'],
    opened: window.open('https://example.com/') === null,
  }))
  expect(reached).toEqual({ require: 'undefined', process: 'undefined', opened: true })
  const outside = await desk.window.evaluate(() =>
    Promise.all(
      ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/no-such-file'].map(
        async (path) => (await fetch(path)).status,
      ),
    ),
  )
  expect(outside.every((status) => status === 404 || status === 403)).toBe(true)
})

test('killed and started again without a server, the desk still shows the conversations and keeps a reply', async () => {
  await desk.app.close()
  expect(await run.stop()).toBe(0)
  const password = await run.password()
  const locked = await openElectronDesk({ serverUrl: new URL(urls.server).origin, dataDir: run.dataDir })
  desk = await unlockDesk(locked, password)
  const agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.view('My conversations')
  await agent.order('Most recent')
  await agent.openConversation('Is the lamp dimmable')
  await agent.reply('Written while the server was away.')
  await agent.expectDelivery('Written while the server was away.', 'queued')
  await expect(agent.page.getByRole('button', { name: /Server unreachable|Offline/ })).toBeVisible()

  const port = new URL(urls.server).port
  run = await launch(['--host', 'browser', '--port', port], {}, run.dataDir)
  await run.ready()
  await agent.expectDelivery('Written while the server was away.', 'sent')
})
