import { type BrowserContext, expect, test } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let desk: BrowserDesk
let windows: BrowserContext

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer()
  desk = await startBrowserDesk({ serverUrl: server.url, signIn: server.signIn })
  windows = await browser.newContext({ locale: 'en-GB' })
  const page = await windows.newPage()
  await page.goto(desk.entryUrl())
  await page.close()
})

test.afterAll(async () => {
  await windows.close()
  await desk.remove()
  await server.remove()
})

async function openAt(question: string): Promise<Workstation> {
  const agent = await Workstation.open(await windows.newPage(), new URL('/', desk.entryUrl()).href)
  await agent.view('Open')
  await agent.order('Most recent')
  await agent.openConversation(question)
  return agent
}

async function asked(browser: Parameters<typeof Shop.open>[0], question: string): Promise<void> {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  await shop.close()
}

test('a draft is in every window, marked in the list, and survives a reload and kill -9 of main', async ({
  browser,
}) => {
  const question = 'Can I change the delivery day?'
  await asked(browser, question)
  const one = await openAt(question)
  const two = await openAt(question)
  await expect(two.row(question).getByText('Unfinished draft')).toHaveCount(0)

  await one.composer.pressSequentially('Certainly: which day')
  await expect(one.page.getByText('Draft kept')).toBeVisible()
  await expect(two.composer).toHaveValue('Certainly: which day')
  await expect(two.row(question).getByText('Unfinished draft')).toHaveCount(1)
  await two.composer.press('End')
  await two.composer.pressSequentially(' suits you?')
  await expect(one.composer).toHaveValue('Certainly: which day suits you?')

  await test.step('a note beside it is a draft of its own', async () => {
    await one.page.getByRole('button', { name: /^Note/ }).click()
    await one.page.getByRole('textbox', { name: 'Note for colleagues' }).fill('asks for the second time')
    await expect(one.page.getByText('Draft kept')).toBeVisible()
    await one.page.getByRole('button', { name: /^Reply/ }).click()
    await expect(two.page.getByRole('button', { name: /^Note/ })).toContainText('Has an unfinished draft')
  })

  await one.page.reload()
  await one.isReady()
  await expect(one.composer).toHaveValue('Certainly: which day suits you?')

  await desk.kill()
  await desk.start()
  // A new main: its windows come back by themselves, or open anew.
  await one.page.goto(desk.entryUrl())
  await one.isReady()
  await one.view('Open')
  await one.openConversation(question)
  await expect(one.composer).toHaveValue('Certainly: which day suits you?')
  await one.page.getByRole('button', { name: /^Note/ }).click()
  await expect(one.page.getByRole('textbox', { name: 'Note for colleagues' })).toHaveValue('asks for the second time')
  await one.page.getByRole('button', { name: /^Reply/ }).click()
  await one.page.close()
  await two.page.close()
})

test('two windows that type at once lose nothing, and what one sends is a draft in none', async ({ browser }) => {
  const question = 'Which glue is right for walnut?'
  await asked(browser, question)
  const one = await openAt(question)
  const two = await openAt(question)
  await Promise.all([
    one.composer.pressSequentially('White glue is right', { delay: 20 }),
    two.composer.pressSequentially('Clamp it overnight', { delay: 20 }),
  ])
  const both = async () => [await one.composer.inputValue(), await two.composer.inputValue()]
  await expect.poll(async () => new Set(await both()).size).toBe(1)
  for (const words of ['White glue is right', 'Clamp it overnight']) {
    await expect.poll(both).toEqual([expect.stringContaining(words), expect.stringContaining(words)])
  }

  await one.timeToUndo('None')
  await one.composer.fill('White glue, and clamp it overnight')
  await one.composer.press('Control+Enter')
  await expect(one.composer).toHaveValue('')
  await expect(two.composer).toHaveValue('')
  await expect(two.row(question).getByText('Unfinished draft')).toHaveCount(0)
  await expect(two.message('White glue, and clamp it overnight')).toHaveCount(1)

  await desk.kill()
  await desk.start()
  await one.page.goto(desk.entryUrl())
  await one.isReady()
  await one.view('Open')
  await one.openConversation(question)
  await expect(one.composer).toHaveValue('')
  await expect(one.message('White glue, and clamp it overnight')).toHaveCount(1)
})
