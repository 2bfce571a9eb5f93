import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, expect, test } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { removeData } from './support/launcher.ts'
import { type RunningProcess, processesUnder } from './support/processes-under.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

const question = 'Which size fits a round table?'
const draft = 'One moment, I am'
const answers: string[] = []

let server: DemoServer
let desk: BrowserDesk
let profileDir: string
/** The agent's browser, apart from the customer's. */
let profile: BrowserContext
let agent: Workstation
let shop: Shop
let rounds = 0

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer()
  desk = await startBrowserDesk({ serverUrl: server.url, signIn: server.signIn })
  profileDir = await mkdtemp(path.join(tmpdir(), 'farline-profile-'))
  await enterOnce()
  profile = await openProfile()
  shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  agent = await Workstation.open(await profile.newPage(), deskPage())
  await agent.timeToUndo('None')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation(question)
  await agent.page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(agent.page.getByText('You took this conversation')).toBeVisible()
})

test.afterAll(async () => {
  await profile.close()
  await desk.remove()
  await server.remove()
  await removeData(profileDir)
})

function openProfile(): Promise<BrowserContext> {
  const { launchOptions, viewport } = test.info().project.use
  return chromium.launchPersistentContext(profileDir, { ...launchOptions, viewport: viewport ?? null, locale: 'en-GB' })
}

const deskPage = () => new URL('/', desk.entryUrl()).href

/**
 * The agent has worked here before. Chromium writes a cookie to the disk half a minute after it was set, or when it ends: if its
 * network service dies earlier, nobody is let in by that cookie any more, and the link has to be opened again.
 */
async function enterOnce(): Promise<void> {
  const before = await openProfile()
  const page = await before.newPage()
  await page.goto(desk.entryUrl())
  await before.close()
}

/** Of the agent's browser: itself first. */
async function browserProcesses(): Promise<readonly RunningProcess[]> {
  const all = await processesUnder(process.pid)
  const main = all.find(({ command }) => command.includes(profileDir) && !command.includes('--type='))
  if (!main) throw new Error('the browser does not run')
  return [main, ...(await processesUnder(main.pid))]
}

/** Another page at the same desk. */
async function openAnew(): Promise<void> {
  agent = await Workstation.open(await profile.newPage(), deskPage())
  await agent.view('My conversations')
  await agent.order('Most recent')
  await agent.openConversation(question)
}

const lines = () => agent.page.locator('[data-banner]')

/** The draft is there, the customer is heard, and is answered once. */
async function goesOn(): Promise<void> {
  const round = ++rounds
  await expect(agent.composer).toHaveValue(draft, { timeout: 30_000 })
  expect(await lines().count()).toBeLessThanOrEqual(1)
  await shop.write(`Still here, ${round}`)
  await expect(agent.message(`Still here, ${round}`)).toHaveCount(1, { timeout: 30_000 })
  const answer = `Answer number ${round}`
  answers.push(answer)
  await agent.reply(answer)
  await expect(shop.log.getByText(/^Answer number \d+$/)).toHaveText(answers, { timeout: 30_000 })
  await expect(lines()).toHaveCount(0, { timeout: 30_000 })
  await writesDraft()
}

const mark = () => agent.page.evaluate(() => void Object.assign(window, { isMarked: true }))
const isMarked = () => agent.page.evaluate(() => 'isMarked' in window)

async function writesDraft(): Promise<void> {
  await agent.composer.fill(draft)
  await expect(agent.page.getByText('Draft kept')).toBeVisible()
}

test('the page that made the worker crashes: another page stays, and goes on with the next worker', async () => {
  await writesDraft()
  const first = agent.page
  await openAnew()
  await mark()
  const session = await profile.newCDPSession(first)
  const crashed = first.waitForEvent('crash')
  // It never answers.
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  await goesOn()
  expect(await isMarked()).toBe(true)
  await first.close()
})

test('the network service dies: the page stays, and goes on', async () => {
  const network = (await browserProcesses()).filter(({ command }) => command.includes('network.mojom.NetworkService'))
  expect(network.length).toBe(1)
  process.kill(network[0]!.pid, 'SIGKILL')
  await goesOn()
  expect(await isMarked()).toBe(true)
})

test('main is killed and started again: the page comes back by itself, with the caret where it was', async () => {
  await agent.composer.press('ArrowLeft')
  await desk.kill()
  await expect(lines()).toHaveCount(1)
  await desk.start()
  await expect(lines()).toHaveCount(0, { timeout: 30_000 })
  await expect(agent.composer).toBeFocused()
  expect(await agent.composer.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(draft.length - 1)
  await goesOn()
})

test('the whole browser is killed: what was queued while the server was away goes out once, in order', async () => {
  await server.kill()
  for (const answer of ['Answer number 101', 'Answer number 102']) {
    answers.push(answer)
    await agent.reply(answer)
  }
  await writesDraft()
  const [main] = await browserProcesses()
  const closed = profile.waitForEvent('close')
  process.kill(main!.pid, 'SIGKILL')
  await closed
  profile = await openProfile()
  await openAnew()
  for (const answer of answers.slice(-2)) await agent.expectDelivery(answer, 'queued')
  await server.start()
  await shop.isOnlineAgain()
  await goesOn()
})
