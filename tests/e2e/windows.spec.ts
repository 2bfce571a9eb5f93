import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, type Page, expect, test } from '@playwright/test'
import { type Launched, type ReadyEvent, launch, projectRoot, removeData } from './support/launcher.ts'
import { Workstation } from './support/workstation.ts'

let run: Launched
let urls: ReadyEvent['urls']
let context: BrowserContext
let agent: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  run = await launch(['--host', 'browser'])
  urls = (await run.ready()).urls
  context = await browser.newContext()
  agent = await Workstation.open(await context.newPage(), urls.agent ?? '')
})

test.afterAll(async () => {
  await context.close()
  expect(await run.stop()).toBe(0)
  await removeData(run.dataDir)
})

const addresses = () =>
  context
    .pages()
    .map((page) => page.url().replace(new URL(agent.page.url()).origin, ''))
    .toSorted()

async function runCommand(name: string): Promise<void> {
  await agent.page.bringToFront()
  await agent.page.keyboard.press('Control+k')
  await agent.page.keyboard.type(name)
  await agent.page.getByRole('menuitem', { name }).first().click()
}

async function opened(command: string): Promise<Page> {
  const page = context.waitForEvent('page')
  await runCommand(command)
  const found = await page
  await found.waitForURL(/^http:/)
  return found
}

const sizeOf = (page: Page) => page.evaluate(() => [innerWidth, innerHeight])

test('commands open pop-ups and tabs, and asking twice for a place brings it forward', async () => {
  await agent.list.getByRole('option').first().click()
  await expect(agent.timeline).toBeVisible()
  const conversation = await opened('Open in new window')
  await expect(conversation.getByRole('region', { name: 'Messages' })).toBeVisible()
  expect(await sizeOf(conversation)).toEqual([720, 800])
  const softphone = await opened('Softphone')
  expect(await sizeOf(softphone)).toEqual([320, 420])
  await expect(softphone.getByText('Calls come later')).toBeVisible()
  await opened('Knowledge base')
  const before = addresses()
  // What is being written in there must survive being asked for once more.
  await conversation.getByRole('textbox', { name: /^Reply to / }).fill('Half a sentence')
  await conversation.evaluate(() => Object.assign(window, { isMarked: true }))
  for (const name of ['Open in new window', 'Softphone', 'Knowledge base']) await runCommand(name)
  expect(addresses()).toEqual(before)
  expect(await conversation.evaluate(() => 'isMarked' in window)).toBe(true)
  for (const page of context.pages()) if (page !== agent.page) await page.close()
})

test('the settings are one key away, hold everything, and what is chosen holds everywhere at once', async () => {
  await agent.page.bringToFront()
  const page = context.waitForEvent('page')
  await agent.page.keyboard.press('Control+Comma')
  const settings = await page
  await expect(settings.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await expect(settings).toHaveTitle('Settings – Farline')
  for (const name of ['Theme', 'Language', 'Rows', 'Enter key', 'Time to undo a reply'])
    await expect(settings.getByRole('group', { name })).toBeVisible()
  await settings.getByRole('radio', { name: 'Dark' }).check()
  await expect(agent.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await settings.getByRole('checkbox', { name: 'Show the views beside the list' }).press('Space')
  await expect(agent.page.getByRole('navigation', { name: 'Views' })).toBeHidden()
  await settings.getByRole('checkbox', { name: 'Show the views beside the list' }).press('Space')
  await expect(agent.page.getByRole('navigation', { name: 'Views' })).toBeVisible()
  await settings.getByRole('radio', { name: 'العربية' }).check()
  await expect(settings.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(settings.getByRole('heading', { name: 'الإعدادات', level: 1 })).toBeVisible()
  await settings.getByRole('radio', { name: 'English' }).check()
  await settings.getByRole('radio', { name: 'Light' }).check()
  await settings.close()
})

test('the wallboard shows the counts that the views show', async () => {
  const board = await opened('Wallboard')
  await expect(board.locator('[data-count=open]')).toHaveText(/^\d+$/)
  const count = await board.locator('[data-count=open]').innerText()
  await expect(
    agent.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: `Open ${count}` }),
  ).toBeVisible()
  await board.close()
})

test('a small window stands next time where it stood', async () => {
  const first = await opened('Softphone')
  await first.setViewportSize({ width: 360, height: 500 })
  await expect.poll(() => sizeOf(first)).toEqual([360, 500])
  await first.close()
  const second = await opened('Softphone')
  expect(await sizeOf(second)).toEqual([360, 500])
  await second.close()
})

test('a second browser profile takes over, and the first one can take it back', async ({ browser }) => {
  const other = await opened('Knowledge base')
  const entry = await startAgain('farline://conversation/conversation-003')
  const elsewhere = await browser.newContext()
  const page = await elsewhere.newPage()
  await page.goto(entry)
  expect(new URL(page.url()).search).toBe('?conversation=conversation-003')
  await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible({ timeout: 30_000 })

  for (const left of [agent.page, other]) {
    await expect(left.getByRole('heading', { name: 'In use elsewhere' })).toBeVisible()
    await expect(left).toHaveTitle('In use elsewhere – Farline')
  }
  await agent.page.getByRole('button', { name: 'Use it here' }).click()
  await agent.isReady()
  await expect(page.getByRole('heading', { name: 'In use elsewhere' })).toBeVisible()
  // The other windows of this browser come along.
  await expect(other.getByText('No articles to read here yet')).toBeVisible()
  await elsewhere.close()
  await other.close()
})

/** The same program on the same data, as a person would start it a second time; answers the link that it prints. */
async function startAgain(link: string): Promise<string> {
  const again: ChildProcess = spawn(
    process.execPath,
    ['out/main/browser.js', '--data', path.join(run.dataDir, 'agent'), link],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  createInterface({ input: again.stdout! }).on('line', (line) => lines.push(line))
  const [code] = (await once(again, 'close')) as [number | null]
  expect(code).toBe(0)
  const said = lines.map((line) => JSON.parse(line) as { event: string; url?: string })
  return said.find(({ event }) => event === 'handed-over')?.url ?? ''
}
