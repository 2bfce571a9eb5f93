import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, openElectronDesk, unlockDesk, nextWindow } from './support/electron-desk.ts'
import { removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { type Seen, WindowsFromMain } from './support/windows-from-main.ts'
import { Workstation } from './support/workstation.ts'

const draft = 'Half a sentence to A'
const questionA = 'Where is parcel A?'
const questionB = 'Where is parcel B?'

let server: DemoServer
let dataDir: string
let desk: ElectronDesk
let windows: WindowsFromMain
let shopB: Shop
/** Of the window in which conversation B stands alone. */
let windowB: string
let stood: readonly Seen[]
/** All that main and its processes have said. */
let said = ''
let rounds = 0
const replies: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  desk = await start(server.signIn)
  await arrange(browser)
})

test.afterEach(async () => {
  const info = test.info()
  if (info.status !== info.expectedStatus) await info.attach('said', { body: said, contentType: 'text/plain' })
})

test.afterAll(async () => {
  await desk.app.close()
  await server.remove()
  await removeData(dataDir)
})

async function start(signIn?: DemoServer['signIn']): Promise<ElectronDesk> {
  const started = await openElectronDesk({ serverUrl: server.url, dataDir, ...(signIn ? { signIn } : {}) })
  for (const stream of [started.app.process().stdout, started.app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  }
  windows = await WindowsFromMain.of(started.app)
  return started
}

/** Two customers ask. A is being answered in the main window; B has a window of its own; the settings are open too. */
async function arrange(browser: Browser): Promise<void> {
  const agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.timeToUndo('None')
  const shopA = await Shop.open(browser, server.shopUrl)
  await shopA.write(questionA)
  await shopA.close()
  shopB = await Shop.open(browser, server.shopUrl)
  await shopB.write(questionB)
  await agent.view('Unassigned')
  await agent.order('Most recent')
  for (const question of [questionA, questionB]) {
    await agent.openConversation(question)
    await agent.page.getByRole('button', { name: 'Assign to me' }).click()
    await expect(agent.page.getByText('You took this conversation')).toBeVisible()
  }
  const opened = nextWindow(desk.app)
  await agent.page.getByRole('button', { name: 'More actions' }).click()
  await agent.page.getByRole('menuitem', { name: 'Open in new window' }).click()
  const other = await opened
  await expect(other.getByRole('textbox', { name: /^Reply to / })).toBeVisible({ timeout: 30_000 })
  windowB = new URL(other.url()).search
  await agent.page.bringToFront()
  const settings = nextWindow(desk.app)
  await agent.page.keyboard.press('Control+Comma')
  await expect((await settings).getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await windows.put('', { x: 20, y: 10, width: 1100, height: 820 })
  await windows.put(windowB, { x: 300, y: 80, width: 640, height: 700 })
  await windows.put('?window=settings', { x: 500, y: 120, width: 720, height: 640 })
  await agent.view('My conversations')
  await agent.openConversation(questionA)
  await agent.composer.pressSequentially(draft)
  for (let step = 0; step < 4; step++) await agent.composer.press('ArrowLeft')
  await expect(agent.page.getByText('Draft kept')).toBeVisible()
  await agent.isSynced()
  await expect.poll(async () => (await windows.shown()).length).toBe(3)
  stood = await windows.shown()
}

const articles = (at: string, text: string) =>
  windows.ask(
    at,
    (wanted) =>
      [...document.querySelectorAll('article')]
        .filter((article) => article.textContent.includes(wanted))
        .map((article) => article.querySelector('[data-delivery]')?.getAttribute('data-delivery') ?? 'received'),
    text,
  )

const writing = () =>
  windows.ask(
    '',
    () => {
      const field = document.activeElement
      return field instanceof HTMLTextAreaElement ? `${field.value}@${field.selectionStart}` : field?.nodeName
    },
    '',
  )

async function reply(text: string): Promise<void> {
  replies.push(text)
  await expect
    .poll(() =>
      windows.ask(
        windowB,
        () => {
          const field = document.querySelector('textarea')
          field?.focus()
          return field !== null && field.value === '' && document.activeElement === field
        },
        '',
      ),
    )
    .toBe(true)
  await windows.type(windowB, text, { keyCode: 'Enter', modifiers: ['control'] })
  await expect.poll(async () => (await articles(windowB, text))?.length).toBe(1)
}

/** What waited for the server reaches it, and the customer. Nobody sits out the pauses between tries: both sides look at once. */
async function serverIsBack(): Promise<void> {
  await server.start()
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await shopB.isOnlineAgain()
  await expect(shopB.log.getByText(/^Answer \d+ to B$/)).toHaveText(replies, { timeout: 30_000 })
}

/** Everything is as it was, the customer is still heard, and is answered once. */
async function goesOn(options: { writesOn: boolean } = { writesOn: true }): Promise<void> {
  const round = ++rounds
  const news = `Still waiting, ${round}`
  await shopB.write(news)
  await expect.poll(() => windows.shown(), { timeout: 30_000 }).toEqual(stood)
  await expect.poll(async () => (await articles(windowB, news))?.length, { timeout: 30_000 }).toBe(1)
  if (options.writesOn) await expect.poll(writing).toBe(`${draft}@${draft.length - 4}`)
  const answer = `Answer ${round} to B`
  await reply(answer)
  await expect.poll(() => articles(windowB, answer), { timeout: 30_000 }).toEqual(['read'])
  await expect(shopB.log.getByText(/^Answer \d+ to B$/)).toHaveText(replies)
  await expect.poll(async () => (await windows.lines()).now, { timeout: 30_000 }).toBe(0)
  expect((await windows.lines()).most).toBeLessThanOrEqual(1)
}

function kill(...processes: readonly number[]): void {
  expect(processes.length).toBeGreaterThan(0)
  for (const pid of processes) process.kill(pid, 'SIGKILL')
}

const page = (at: string) => windows.processOf(`app://farline/${at}`)

test('a window that dies comes back where it was, and whoever wrote in it writes on', async () => {
  for (const { at } of stood) {
    kill(await page(`index.html${at}`))
    await expect.poll(() => said.match(/"window-gone"/g)?.length ?? 0).toBeGreaterThan(0)
  }
  await goesOn()
})

test('the worker’s process dies: no window is loaded anew, and the worker is made again with all that waits', async () => {
  await windows.ask('', () => Object.assign(window, { isMarked: true }) && true, '')
  await server.kill()
  await reply('Answer 100 to B')
  await reply('Answer 101 to B')
  const before = said.match(/"keeper-gone"/g)?.length ?? 0
  kill(await page('keeper.html'))
  await expect.poll(() => said.match(/"keeper-gone"/g)?.length ?? 0).toBe(before + 1)
  await reply('Answer 102 to B')
  await expect
    .poll(async () => (await articles(windowB, 'Answer 10'))?.map((state) => state === 'queued'))
    .toEqual([true, true, true])
  await serverIsBack()
  await goesOn()
  expect(await windows.ask('', () => 'isMarked' in window, '')).toBe(true)
})

test('Chromium’s own processes die, and the media window: nobody notices', async () => {
  // Its network service takes every shared worker along.
  for (const type of ['GPU', 'Utility']) {
    kill(...(await windows.processesOf(type)))
    await goesOn()
  }
  kill(await page('media.html'))
  await expect.poll(() => said.match(/"media-gone"/g)?.length ?? 0).toBeGreaterThan(0)
  await goesOn()
})

test('all of them at once', async () => {
  kill(
    await page('keeper.html'),
    await page('media.html'),
    ...(await Promise.all(stood.map(({ at }) => page(`index.html${at}`)))),
    ...(await windows.processesOf('GPU')),
    ...(await windows.processesOf('Utility')),
  )
  await goesOn()
})

test('main dies while the server is away: what was not sent waits in order, and goes out once', async () => {
  await server.kill()
  await reply('Answer 200 to B')
  await reply('Answer 201 to B')
  const main = desk.app.process()
  const exited = once(main, 'exit')
  kill(main.pid!)
  await exited
  desk = await unlockDesk(await start(), server.signIn.password)
  await expect.poll(() => articles(windowB, 'Answer 20'), { timeout: 30_000 }).toEqual(['queued', 'queued'])
  await serverIsBack()
  await goesOn({ writesOn: false })
})

test('main is asked to end: the next start finds everything in its place', async () => {
  const main = desk.app.process()
  const exited = once(main, 'exit')
  main.kill('SIGTERM')
  await exited
  desk = await unlockDesk(await start(), server.signIn.password)
  await goesOn({ writesOn: false })
  const mainWindow = desk.app.windows().find((window) => window.url() === 'app://farline/index.html')
  const agent = new Workstation(mainWindow!)
  await agent.view('My conversations')
  await agent.order('Most recent')
  await agent.openConversation(questionA)
  await expect(agent.composer).toHaveValue(draft)
})

test('nothing that anybody wrote stands in the logs', () => {
  for (const words of [draft, questionA, questionB, 'Still waiting', 'Answer ']) expect(said).not.toContain(words)
})
