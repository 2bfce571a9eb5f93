import path from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { projectRoot } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let cable: Cable
let desks: readonly BrowserDesk[] = []
/** Whose cable can be pulled. */
let amara: Workstation
let kenji: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer()
  cable = await layCable(server.url)
  const { password } = server.signIn
  desks = await Promise.all([
    startBrowserDesk({ serverUrl: cable.url, signIn: server.signIn }),
    startBrowserDesk({ serverUrl: server.url, signIn: { email: 'kenji@meridian.example', password } }),
  ])
  const [first, second] = await Promise.all(desks.map((desk) => sit(browser, desk)))
  if (!first || !second) throw new Error('there are not two desks')
  amara = first
  kenji = second
})

test.afterAll(async () => {
  for (const { page } of [amara, kenji]) await page.context().close()
  for (const desk of desks) await desk.remove()
  await server.remove()
})

async function sit(browser: Browser, desk: BrowserDesk): Promise<Workstation> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const agent = await Workstation.open(await context.newPage(), desk.entryUrl())
  await agent.timeToUndo('None')
  await agent.order('Most recent')
  return agent
}

/** To be looked at by a person. */
const picture = (name: string) =>
  amara.page.screenshot({ path: path.join(projectRoot, `out/screenshots/together-${name}.png`) })

/** A customer asks, and the conversation stands open on both desks. */
async function asked(browser: Browser, question: string): Promise<Shop> {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  for (const agent of [amara, kenji]) {
    await agent.view('Open')
    await agent.openConversation(question)
  }
  return shop
}

test('a conversation is handed to a colleague with a word about it, by the keyboard alone', async ({ browser }) => {
  const shop = await asked(browser, 'Can the desk be engraved?')
  const { page } = amara
  await page.getByRole('region', { name: 'Messages' }).focus()
  await page.keyboard.press('h')
  await page.keyboard.type('ken')
  await picture('hand-over')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Hand over to Kenji Sato')).toBeVisible()
  await page.keyboard.type('You know the workshop.')
  await page.keyboard.press('Control+Enter')
  await expect(amara.row('Can the desk be engraved?')).not.toHaveAttribute('aria-selected', 'true')
  await expect(kenji.timeline.getByText('Amara Okafor handed this over to You')).toBeVisible()
  await expect(kenji.timeline.getByText('You know the workshop.')).toBeVisible()
  await kenji.view('My conversations')
  await expect(kenji.row('Can the desk be engraved?')).toBeVisible()
  await expect(shop.log.getByText('You know the workshop.')).toHaveCount(0)
  await shop.close()
})

test('whom a note names finds the conversation among their mentions until they have dealt with it', async ({
  browser,
}) => {
  const shop = await asked(browser, 'Is the lamp dimmable?')
  await amara.page.getByRole('button', { name: /^Note/ }).click()
  const field = amara.page.getByRole('textbox', { name: 'Note for colleagues' })
  await field.pressSequentially('Do you know this, @ken')
  await expect(amara.page.getByRole('listbox', { name: 'Colleagues' }).getByRole('option')).toHaveText(/Kenji Sato/)
  await picture('mention')
  await field.press('Enter')
  await expect(field).toHaveValue('Do you know this, @Kenji Sato ')
  await field.pressSequentially('?')
  await field.press('Control+Enter')
  await expect(kenji.page.getByRole('region', { name: 'You were named in a note' })).toBeVisible()
  await kenji.view('Mentions')
  await expect(kenji.row('Is the lamp dimmable?')).toBeVisible()
  await kenji.page.getByRole('button', { name: 'Done with it' }).click()
  await expect(kenji.row('Is the lamp dimmable?')).toHaveCount(0)
  await shop.close()
})

test('a reply that a colleague was faster than is held, and says so; it is edited, sent all the same, or not at all', async ({
  browser,
}) => {
  const shop = await asked(browser, 'Where does the oak come from?')
  await amara.isSynced()
  await cable.pull()
  const replies = ['From Slavonia, I believe.', 'From a forest in Croatia.', 'I shall ask.'] as const
  for (const reply of replies) await amara.reply(reply)
  await kenji.reply('From the Spessart, in Germany.')
  await shop.reads('From the Spessart, in Germany.')
  await cable.plugIn()
  const held = (reply: string) => amara.message(reply).filter({ has: amara.page.locator('[data-held]') })
  for (const reply of replies) {
    await expect(held(reply)).toContainText('Kenji Sato answered before your reply arrived', { timeout: 60_000 })
  }
  expect(await shop.log.getByText(replies[0]).count()).toBe(0)
  await picture('held')

  await held(replies[0]).getByRole('button', { name: 'Edit' }).click()
  await expect(amara.composer).toHaveValue(replies[0])
  await expect(held(replies[0])).toHaveCount(0)
  await held(replies[1]).getByRole('button', { name: 'Send anyway' }).click()
  await shop.reads(replies[1])
  await held(replies[2]).getByRole('button', { name: 'Do not send' }).click()
  await expect(held(replies[2])).toHaveCount(0)
  await amara.isSynced()
  await amara.composer.fill('To be exact: from the Spessart.')
  await amara.composer.press('Control+Enter')
  await shop.reads('To be exact: from the Spessart.')
  for (const reply of [replies[0], replies[2]]) await expect(shop.log.getByText(reply)).toHaveCount(0)
  await shop.close()
})

test('what is urgent is marked for everybody, and spam leaves the lists until it is none', async ({ browser }) => {
  const shop = await asked(browser, 'Win a prize now!!!')
  const command = async (name: string) => {
    await amara.page.keyboard.press('Control+k')
    await amara.page.keyboard.type(name)
    await amara.page.getByRole('menuitem', { name }).first().click()
  }
  await command('Priority: urgent')
  await expect(kenji.row('Win a prize now!!!').locator('[data-priority=urgent]')).toBeVisible()
  await command('Mark as spam')
  await expect(kenji.row('Win a prize now!!!')).toHaveCount(0)
  await kenji.view('Spam')
  await kenji.openConversation('Win a prize now!!!')
  await kenji.page.getByRole('button', { name: 'Not spam' }).click()
  await kenji.view('Open')
  await expect(kenji.row('Win a prize now!!!')).toBeVisible()
  await shop.close()
})
