import { type BrowserContext, type Page, expect, test } from '@playwright/test'
import { type Launched, type ReadyEvent, launch, removeData } from './support/launcher.ts'
import { endReplicaWorker } from './support/replica-worker.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let run: Launched
let urls: ReadyEvent['urls']
/** Amara's browser: the link that npm start prints opens once, the cookie it leaves opens the rest. */
let desk: BrowserContext

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  run = await launch(['--host', 'browser'])
  urls = (await run.ready()).urls
  desk = await browser.newContext({ locale: 'en-GB' })
  const page = await desk.newPage()
  await page.goto(urls.agent ?? '')
  await page.close()
})

const newWindow = async (): Promise<Page> => desk.newPage()
const deskUrl = () => new URL('/', urls.agent ?? '').href

test.afterAll(async () => {
  await desk.close()
  expect(await run.stop()).toBe(0)
  await removeData(run.dataDir)
})

test('a customer writes in the shop, the agent answers, and both see how it fared', async ({ browser }) => {
  const agent = await Workstation.open(await newWindow(), deskUrl())
  await agent.timeToUndo('None')
  const shop = await Shop.open(browser, urls.shop)
  const question = 'Does the oak table come with screws? 🪑'
  await shop.write(question)

  await agent.view('Unassigned')
  await agent.order('Most recent')
  await expect(agent.list.getByRole('option').first()).toContainText(question)
  await agent.openConversation(question)
  await expect(agent.message(question)).toHaveCount(1)

  const answer = 'Yes: eight screws and the key are in the small box.'
  await agent.reply(answer)
  await shop.reads(answer)
  await agent.expectDelivery(answer, 'read')
  await expect(agent.timeline.getByRole('article')).toHaveCount(2)

  await test.step('another window of the same agent shows the same, and each sees the other write', async () => {
    const second = await Workstation.open(await newWindow(), deskUrl())
    await second.view('My conversations')
    await second.order('Most recent')
    await second.openConversation(question)
    await second.expectDelivery(answer, 'read')
    await second.reply('Shall I add a spare set to your order?')
    await expect(agent.message('Shall I add a spare set')).toHaveCount(1)
    await agent.expectDelivery('Shall I add a spare set', 'read')
    await second.expectDelivery('Shall I add a spare set', 'read')
    expect(second.said).toEqual([])
    await second.page.close()
  })

  await test.step('a colleague on another desk sees it too', async () => {
    const context = await browser.newContext()
    const colleague = await Workstation.open(await context.newPage(), urls.agent2 ?? '')
    await colleague.view('Open')
    await colleague.order('Most recent')
    await colleague.openConversation(question)
    await expect(colleague.message(answer)).toHaveCount(1)
    await context.close()
  })

  await test.step('a customer who reloads the page finds everything, once', async () => {
    await shop.page.reload()
    await shop.openChat()
    await shop.reads(question)
    await shop.reads(answer)
    await shop.write('Perfect, thank you')
    await expect(agent.message('Perfect, thank you')).toHaveCount(1)
  })

  await test.step('resolving it moves it, and the customer opens it again by writing', async () => {
    await agent.page.getByRole('button', { name: 'Resolve', exact: true }).click()
    await expect(agent.page.getByRole('button', { name: 'Reopen' })).toBeVisible()
    await shop.write('One more thing: which glue?')
    await expect(agent.page.getByRole('button', { name: 'Resolve', exact: true })).toBeVisible()
  })

  expect(agent.said).toEqual([])
  await shop.close()
})

test('a reply can be taken back for ten seconds, a conversation tagged and put aside', async ({ browser }) => {
  const agent = await Workstation.open(await newWindow(), deskUrl())
  await agent.timeToUndo('10 seconds')
  const shop = await Shop.open(browser, urls.shop)
  await shop.write('Can I change my address?')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation('Can I change my address?')
  await agent.reply('No, sory')
  await agent.undo()
  await expect(agent.composer).toHaveValue('No, sory')
  await agent.expectDelivery('No, sory', 'withdrawn')
  await agent.timeToUndo('None')
  await agent.reply('Yes, until it is packed.')
  await shop.reads('Yes, until it is packed.')
  await expect(shop.log.getByText('No, sory')).toHaveCount(0)
  await agent.addTag('address')
  await agent.snooze('Tomorrow')
  await agent.view('Snoozed')
  await agent.openConversation('Can I change my address?')
  await expect(agent.page.getByText('address', { exact: true }).first()).toBeVisible()
  await shop.write('It is 4 Mill Lane now')
  await agent.view('Open')
  await agent.order('Most recent')
  await expect(agent.list.getByRole('option').first()).toContainText('It is 4 Mill Lane now')
  expect(agent.said).toEqual([])
  await shop.close()
})

test('what was said to the agent in hostile markup stays text', async ({ browser }) => {
  const agent = await Workstation.open(await newWindow(), deskUrl())
  const shop = await Shop.open(browser, urls.shop, 'kite-and-crane')
  const hostile = '<img src=x onerror="document.title=1"><script>alert(1)</script> javascript:alert(1)'
  await shop.write(hostile)
  await agent.view('Open')
  await agent.order('Most recent')
  await agent.openConversation('<img src=x')
  await expect(agent.message(hostile)).toHaveCount(1)
  expect(await agent.page.title()).not.toBe('1')
  await expect(agent.timeline.locator('img, script')).toHaveCount(0)
  await agent.reply('<b>bold</b> & <i>brave</i>')
  await shop.reads('<b>bold</b> & <i>brave</i>')
  expect(agent.said).toEqual([])
  await shop.close()
})

test('a customer without a network writes on, and gets the answer once when it is back', async ({ browser }) => {
  const agent = await Workstation.open(await newWindow(), deskUrl())
  const shop = await Shop.open(browser, urls.shop)
  await shop.write('Are you still there?')
  await agent.view('Open')
  await agent.order('Most recent')
  await agent.openConversation('Are you still there?')
  await shop.page.context().setOffline(true)
  await shop.composer.fill('I lost my connection')
  await shop.composer.press('Enter')
  await expect(shop.chat.getByText('Not sent yet: you are offline')).toBeVisible()
  await agent.reply('I am. How can I help?')
  await agent.expectDelivery('I am. How can I help?', 'sent')
  await shop.page.context().setOffline(false)
  await shop.reads('I am. How can I help?')
  await agent.expectDelivery('I am. How can I help?', 'read')
  await expect(agent.message('I lost my connection')).toHaveCount(1)
  await shop.close()
})

test('a replica worker that dies is followed by another one, and nothing written meanwhile is lost', async ({
  browser,
}) => {
  const agent = await Workstation.open(await newWindow(), deskUrl())
  const shop = await Shop.open(browser, urls.shop)
  await shop.write('Is anybody there?')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation('Is anybody there?')
  await endReplicaWorker(browser)
  await agent.reply('Yes, I am here.')
  await shop.reads('Yes, I am here.')
  await agent.expectDelivery('Yes, I am here.', 'read')
  await shop.write('Good to know!')
  await expect(agent.message('Good to know!')).toHaveCount(1)
  await shop.close()
})

test('a browser that is closed and opened again at once comes back with all that it had', async () => {
  await Promise.all(desk.pages().map((page) => page.close()))
  const agent = await Workstation.open(await newWindow(), deskUrl())
  await agent.openConnection()
  await expect(agent.page.getByText(/^[\d,]+ records$/)).toBeVisible()
})
