import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page, expect, test } from '@playwright/test'
import { keptWindowsSchema } from '../../src-main/windows/window-record.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, nextWindow, openElectronDesk, unlockDesk } from './support/electron-desk.ts'
import { projectRoot, removeData } from './support/launcher.ts'
import { type TwoMonitors, startTwoMonitors } from './support/two-monitors.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let monitors: TwoMonitors
let dataDir: string
let desk: ElectronDesk

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  server = await startDemoServer()
  monitors = await startTwoMonitors()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
})

test.afterAll(async () => {
  await desk.app.close()
  await monitors.stop()
  await server.remove()
  await removeData(dataDir)
})

/** What main has logged since the desk was started last. */
let said = ''

async function start(signIn?: DemoServer['signIn']): Promise<ElectronDesk> {
  const started = await openElectronDesk({
    serverUrl: server.url,
    dataDir,
    env: monitors.env,
    ...(signIn ? { signIn } : {}),
  })
  said = ''
  started.app.process().stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return started
}

/** The page of the main window. */
const mainPage = () => desk.app.windows().find((page) => page.url() === 'app://farline/index.html')!

/** Everything that was on screen goes, the key press that asked for it too. */
async function lock(): Promise<ElectronDesk> {
  const page = mainPage()
  await hearsKeys(page)
  const door = nextWindow(desk.app)
  await page.keyboard.press('Control+l').catch(() => undefined)
  return { app: desk.app, window: await door }
}

/** As a power cut would. */
async function killed({ app }: ElectronDesk): Promise<void> {
  const main = app.process()
  const exited = once(main, 'exit')
  main.kill('SIGKILL')
  await exited
}

/** What stands on the monitors, by the address of each page. */
async function shown({ app }: ElectronDesk) {
  const windows = await app.evaluate(({ BrowserWindow, screen }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => ({
        at: window.webContents.getURL().replace('app://farline/index.html', ''),
        bounds: window.getBounds(),
        display: screen.getAllDisplays().findIndex(({ id }) => id === screen.getDisplayMatching(window.getBounds()).id),
        isAlwaysOnTop: window.isAlwaysOnTop(),
        isFullScreen: window.isFullScreen(),
      })),
  )
  return windows.toSorted((a, b) => a.at.localeCompare(b.at))
}

const put = ({ app }: ElectronDesk, at: string, bounds: { x: number; y: number; width: number; height: number }) =>
  app.evaluate(
    ({ BrowserWindow }, [search, wanted]) => {
      const address = `app://farline/index.html${search}`
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL() === address)
        ?.setBounds(wanted)
    },
    [at, bounds] as const,
  )

async function kept() {
  const folder = path.join(dataDir, 'electron')
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name, 'windows.json')
    const content = await readFile(file, 'utf8').catch(() => null)
    if (content !== null) return keptWindowsSchema.parse(JSON.parse(content))
  }
  return null
}

/** A page that is still starting hears no key. */
const hearsKeys = (page: Page) => new Workstation(page).isReady()

async function runCommand(window: Page, name: string): Promise<void> {
  await hearsKeys(window)
  await window.keyboard.press('Control+k')
  await window.keyboard.type(name)
  await window.getByRole('menuitem', { name }).first().click()
}

test('three windows on two monitors come back where they were after kill -9', async () => {
  desk = await start(server.signIn)
  const agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.list.getByRole('option').first().click()
  await expect(agent.timeline).toBeVisible()
  await test.step('a conversation and the softphone are opened by their commands', async () => {
    await runCommand(desk.window, 'Open in new window')
    await expect.poll(async () => (await shown(desk)).length).toBe(2)
    await desk.window.bringToFront()
    await runCommand(desk.window, 'Softphone')
    await expect.poll(async () => (await shown(desk)).length).toBe(3)
  })
  const [main, conversation, softphone] = await shown(desk)
  expect([main?.at, softphone?.at]).toEqual(['', '?window=softphone'])
  expect(conversation?.at).toMatch(/^\?conversation=[\w-]+$/)
  // The window manager is asked, and does it a moment later.
  await expect
    .poll(async () => (await shown(desk)).map(({ isAlwaysOnTop }) => isAlwaysOnTop))
    .toEqual([false, false, true])

  await put(desk, '', { x: 1330, y: 60, width: 1100, height: 820 })
  await put(desk, conversation!.at, { x: 40, y: 80, width: 640, height: 700 })
  await put(desk, '?window=softphone', { x: 2100, y: 300, width: 340, height: 460 })
  await expect.poll(async () => (await shown(desk)).map(({ display }) => display)).toEqual([1, 0, 1])
  const before = await shown(desk)
  await expect
    .poll(async () => (await kept())?.open.map(({ bounds }) => bounds.width).toSorted((a, b) => a - b))
    .toEqual(before.map(({ bounds }) => bounds.width).toSorted((a, b) => a - b))
  const order = (await kept())?.open.map(({ place }) => place.kind)

  await killed(desk)
  desk = await unlockDesk(await start(), server.signIn.password)
  await expect.poll(() => shown(desk), { timeout: 60_000 }).toEqual(before)
  await expect.poll(async () => (await kept())?.open.map(({ place }) => place.kind)).toEqual(order)
})

test('locking and unlocking brings all of them back', async () => {
  const before = await shown(desk)
  desk = await unlockDesk(await lock(), server.signIn.password)
  await expect.poll(() => shown(desk), { timeout: 60_000 }).toEqual(before)
})

/** Wholly on the left monitor. */
async function allStandOnTheLeft(): Promise<boolean> {
  const bounds = (await shown(desk)).map((window) => window.bounds)
  return (
    bounds.length === 3 &&
    bounds.every(({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= 1280 && y + height <= 1000)
  )
}

test('with the right monitor gone, all of them are wholly visible on the left one', async () => {
  await killed(desk)
  monitors.unplug()
  desk = await unlockDesk(await start(), server.signIn.password)
  await expect.poll(allStandOnTheLeft, { timeout: 60_000 }).toBe(true)
  monitors.plugIn()
})

test('a monitor that is taken away meanwhile takes no window along', async () => {
  await hearsKeys(mainPage())
  await put(desk, '', { x: 1330, y: 60, width: 1100, height: 820 })
  await expect.poll(allStandOnTheLeft).toBe(false)
  monitors.unplug()
  await expect.poll(allStandOnTheLeft).toBe(true)
  monitors.plugIn()
})

test('a place that is open comes forward instead of opening twice, and the wallboard fills its monitor', async () => {
  const window = mainPage()
  await window.bringToFront()
  await runCommand(window, 'Softphone')
  const focused = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.getURL() ?? '')
  await expect.poll(focused).toContain('?window=softphone')
  expect((await shown(desk)).length).toBe(3)

  const board = nextWindow(desk.app)
  await window.bringToFront()
  await runCommand(window, 'Wallboard')
  const page = await board
  await expect(page.locator('[data-count=open]')).toHaveText(/^\d+$/)
  await expect.poll(async () => (await shown(desk)).find(({ at }) => at.includes('wallboard'))?.isFullScreen).toBe(true)
  await page.close()
  await expect.poll(async () => (await shown(desk)).length).toBe(3)
})

test('the hidden window for calls is there, and is made again when it dies', async () => {
  const timesHere = () => said.match(/"media-here"/g)?.length ?? 0
  await expect.poll(timesHere).toBeGreaterThan(0)
  const before = timesHere()
  await desk.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL() === 'app://farline/media.html')
      ?.forcefullyCrashRenderer(),
  )
  await expect.poll(timesHere).toBe(before + 1)
  expect(said).toContain('"media-gone"')
  expect((await shown(desk)).length).toBe(3)
})

test('a second start hands its link over: the conversation opens, or comes forward', async () => {
  const before = await shown(desk)
  await secondStart('farline://conversation/conversation-003')
  await expect.poll(async () => (await shown(desk)).map(({ at }) => at)).toContain('?conversation=conversation-003')
  const opened = await shown(desk)
  expect(opened.length).toBe(before.length + 1)
  await secondStart('farline://conversation/conversation-003')
  await secondStart('farline://conversation/../../etc/passwd')
  await secondStart('farline://elsewhere/x')
  expect((await shown(desk)).map(({ at }) => at)).toEqual(opened.map(({ at }) => at))
  expect(said.match(/"deep-link-ignored"/g)).toHaveLength(2)

  await test.step('one that this desk does not have says so', async () => {
    const page = nextWindow(desk.app)
    await secondStart('farline://conversation/nobody-knows-it')
    await expect((await page).getByText('This conversation is not on this desk')).toBeVisible({ timeout: 30_000 })
  })
})

test('a link that comes while the desk is locked waits until its agent is back', async () => {
  const locked = await lock()
  await expect(locked.window.getByRole('heading', { name: 'This desk is locked' })).toBeVisible({ timeout: 30_000 })
  await secondStart('farline://conversation/conversation-005')
  expect((await shown(desk)).length).toBe(1)
  desk = await unlockDesk(locked, server.signIn.password)
  await expect
    .poll(async () => (await shown(desk)).map(({ at }) => at), { timeout: 60_000 })
    .toContain('?conversation=conversation-005')
})

/** The system starts the program again, with the link that somebody followed. */
async function secondStart(link: string): Promise<void> {
  const [executable = '', ...args] = desk.app.process().spawnargs
  const again = spawn(executable, [...args.filter((arg) => !arg.startsWith('--remote-debugging')), link], {
    cwd: projectRoot,
    env: { ...process.env, ...monitors.env },
    stdio: 'ignore',
  })
  const [code] = (await once(again, 'exit')) as [number | null]
  expect(code).toBe(0)
}
