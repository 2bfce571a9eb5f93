import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, type Page, expect, test } from '@playwright/test'
import { demoSignIns } from '../../server-sync/demo/sign-ins.ts'
import { axeObjections, wcag } from './support/axe-objections.ts'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { projectRoot } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

/** A visit to the chat and what the agent and the administration see of it. */
let server: DemoServer
let desk: BrowserDesk
let amara: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer()
  desk = await startBrowserDesk({ serverUrl: server.url, signIn: server.signIn })
  amara = await Workstation.open(await browser.newPage(), desk.entryUrl())
  await amara.timeToUndo('None')
  await amara.order('Most recent')
})

test.afterAll(async () => {
  await amara?.page.context().close()
  await desk?.remove()
  await server?.remove()
})

const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.join(projectRoot, `out/screenshots/chat-${name}.png`) })

async function opensAtDesk(question: string) {
  await amara.view('Open')
  await amara.openConversation(question)
}

const customer = () => amara.page.getByRole('region', { name: 'Customer', exact: true })

test('what the visitor looks at, and who the shop says they are, stands beside the conversation', async ({
  browser,
}) => {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.page.getByRole('button', { name: 'Add to basket Halo brass table lamp' }).click()
  await shop.page.getByRole('button', { name: 'Add to basket Pebble mugs, set of 4' }).click()
  await shop.page.getByRole('button', { name: 'Sign in as Zoë' }).click()
  await shop.write('Do the mugs go into the oven?')
  await opensAtDesk('Do the mugs go into the oven?')
  await expect(customer().getByText('Pebble mugs, set of 4', { exact: false }).first()).toBeVisible()
  await expect(customer().getByText('£154.00')).toBeVisible()
  await expect(customer().getByRole('paragraph').getByText('Zoë Martin', { exact: true })).toBeVisible()
  await picture(amara.page, 'context')
  await shop.close()

  // On another computer: the same person, with what was said.
  const phone = await Shop.open(browser, server.shopUrl)
  await expect(phone.log.getByText('Do the mugs go into the oven?')).toHaveCount(0)
  await phone.page.getByRole('button', { name: 'Sign in as Zoë' }).click()
  await phone.reads('Do the mugs go into the oven?')
  // And who sits down after them finds nothing.
  await phone.page.getByRole('button', { name: 'Sign out' }).click()
  await expect(phone.log.getByText('Do the mugs go into the oven?')).toHaveCount(0)
  await phone.page.reload()
  await phone.openChat()
  await expect(phone.log.getByText('Do the mugs go into the oven?')).toHaveCount(0)
  await phone.close()
})

test('a visitor ends the chat, rates it, and saves what was said', async ({ browser }) => {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write('Is the <b>sofa</b> in stock?')
  await opensAtDesk('Is the <b>sofa</b> in stock?')
  await amara.reply('Yes, two of them.')
  await shop.reads('Yes, two of them.')
  await shop.composer.press('Shift+Tab')
  await shop.chat.getByRole('button', { name: 'More' }).click()
  const download = shop.page.waitForEvent('download')
  await shop.chat.getByRole('button', { name: 'Save the conversation' }).click()
  const saved = await readFile(await (await download).path(), 'utf8')
  expect(saved).toContain('Is the &lt;b&gt;sofa&lt;/b&gt; in stock?')
  expect(saved).toContain('Yes, two of them.')

  await shop.chat.getByRole('button', { name: 'More' }).click()
  await shop.chat.getByRole('button', { name: 'End the chat' }).click()
  await shop.chat.getByRole('group', { name: 'End this chat?' }).getByRole('button', { name: 'End the chat' }).click()
  await expect(shop.chat.getByText('This chat has ended.')).toBeVisible()
  await shop.chat.getByRole('radio', { name: '4 of 5' }).check()
  await shop.chat.getByRole('textbox', { name: 'What should we know?' }).fill('Quick & <i>kind</i>')
  expect(await axeObjections(shop.page, wcag, { frames: true })).toEqual([])
  await picture(shop.page, 'rating')
  await shop.chat.getByRole('button', { name: 'Send the rating' }).click()
  await expect(shop.chat.getByText('Thank you for your rating.')).toBeVisible()
  await amara.view('Resolved')
  await amara.openConversation('Is the <b>sofa</b> in stock?')
  await expect(amara.timeline.getByText('Chat ended by the customer')).toBeVisible()
  await expect(amara.timeline.getByText('The customer rated the conversation 4 of 5')).toBeVisible()
  await expect(amara.timeline.getByText('Quick & <i>kind</i>')).toBeVisible()
  await shop.write('One more thing')
  await expect(shop.chat.getByText('This chat has ended.')).toHaveCount(0)
  await shop.close()
})

test('an emoji is put in by the keyboard, and the chat is used without a mouse', async ({ browser }) => {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.composer.fill('Thanks ')
  await shop.composer.press('Tab')
  await shop.page.keyboard.press('Enter')
  await expect(shop.chat.getByRole('group', { name: 'Add an emoji' })).toBeVisible()
  await shop.page.keyboard.press('ArrowRight')
  await shop.page.keyboard.press('Enter')
  await expect(shop.composer).toHaveValue('Thanks 😂')
  await expect(shop.composer).toBeFocused()
  await shop.page.keyboard.press('Escape')
  await expect(shop.page.getByRole('button', { name: 'Open the chat' })).toBeFocused()
  await shop.close()
})

/** The administration's page, at the sheet of a brand. */
async function brandSheet(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-GB' })
  await page.goto(`${server.url}/admin/`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill(demoSignIns.admin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(server.signIn.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('button', { name: 'Brands' })
    .or(page.getByRole('link', { name: 'Brands' }))
    .click()
  await page.getByRole('button', { name: /Northwind Home/ }).click()
  return page
}

test('the administration says what is asked and when somebody is there, and the chat follows', async ({ browser }) => {
  const admin = await brandSheet(browser)
  await admin.getByRole('combobox', { name: 'Name', exact: true }).selectOption('required')
  await admin.getByRole('combobox', { name: 'E-mail address' }).selectOption('optional')
  await admin.getByRole('combobox', { name: 'Order number' }).selectOption('optional')
  await admin.getByRole('textbox', { name: 'Visitors agree to' }).fill('My words may be kept for a year.')
  await admin.getByRole('button', { name: 'Make a new secret' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).last().click()
  await expect(admin.locator('output')).toHaveText(/^[\w-]{43}$/)
  const isTooWide = await admin.getByRole('dialog').evaluate((sheet) => sheet.scrollWidth > sheet.clientWidth)
  expect(isTooWide).toBe(false)
  await picture(admin, 'admin')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByRole('dialog')).toHaveCount(0)

  const shop = await Shop.enter(browser, server.shopUrl)
  const form = shop.chat.getByRole('group', { name: 'Before we start' })
  await expect(form).toBeVisible()
  expect(await axeObjections(shop.page, wcag, { frames: true })).toEqual([])
  await picture(shop.page, 'form')
  await form.getByRole('button', { name: 'Start the chat' }).click()
  await expect(form.getByText('Please fill this in.')).toBeVisible()
  await expect(form.getByText('Please agree first.')).toBeVisible()
  await form.getByRole('textbox', { name: 'Your name' }).fill('Ada <b>Lovelace</b>')
  await form.getByRole('textbox', { name: 'E-mail address' }).fill('not an address')
  await form.getByRole('textbox', { name: 'Order number' }).fill('NH-1842')
  await form.getByRole('checkbox', { name: 'My words may be kept for a year.' }).check()
  await form.getByRole('button', { name: 'Start the chat' }).click()
  await expect(form.getByText('This does not look like an e-mail address.')).toBeVisible()
  await form.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.org')
  await server.kill()
  await form.getByRole('button', { name: 'Start the chat' }).click()
  await shop.type('Where is NH-1842?')
  await server.start()
  await shop.isSent()
  await opensAtDesk('Where is NH-1842?')
  await expect(customer().getByRole('paragraph').getByText('Ada <b>Lovelace</b>', { exact: true })).toBeVisible()
  await expect(customer().getByText('NH-1842', { exact: true })).toBeVisible()
  await expect(customer().getByText('My words may be kept for a year.')).toBeVisible()
  await shop.close()

  await admin.getByRole('button', { name: /Northwind Home/ }).click()
  await admin.getByRole('checkbox', { name: 'Somebody is there only at certain hours' }).check()
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
    await admin.getByRole('textbox', { name: day }).fill('')
  await admin.getByRole('textbox', { name: 'Sunday' }).fill('nine to five')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText('Opening hours are written such as 9:00-17:00.').first()).toBeVisible()
  await admin.getByRole('textbox', { name: 'Sunday' }).fill('')
  await admin.getByRole('combobox', { name: 'Name', exact: true }).selectOption('no')
  await admin.getByRole('textbox', { name: 'Visitors agree to' }).fill('')
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByRole('dialog')).toHaveCount(0)
  await admin.context().close()

  const late = await Shop.enter(browser, server.shopUrl)
  const left = late.chat.getByRole('group', { name: 'Nobody is here just now.' })
  await left.getByRole('textbox', { name: 'E-mail address' }).fill('night@example.org')
  await picture(late.page, 'away')
  await server.kill()
  await left.getByRole('button', { name: 'Leave the message' }).click()
  await late.type('It came broken')
  await server.start()
  await late.isSent()
  await opensAtDesk('It came broken')
  await expect(customer().getByText('Written when nobody was there')).toBeVisible()
  await expect(customer().getByText('Asks to be answered at')).toBeVisible()
  await late.close()
})

test('on a narrow screen the chat fills it, on a phone and in Arabic', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 320, height: 568 },
    locale: 'ar-EG',
    colorScheme: 'dark',
    hasTouch: true,
    isMobile: true,
  })
  const shop = await Shop.inContext(context, server.shopUrl, 'kite-and-crane', '?lang=ar')
  await shop.page.getByRole('button', { name: 'فتح المحادثة' }).click()
  const chat = shop.chat
  await expect(chat.getByRole('textbox', { name: 'اكتب رسالة' })).toBeVisible()
  const size = await shop.page.locator('farline-chat dialog').boundingBox()
  expect(size).toMatchObject({ x: 0, y: 0, width: 320, height: 568 })
  const isTooWide = await chat.locator('html').evaluate((page) => page.scrollWidth > page.clientWidth)
  expect(isTooWide).toBe(false)
  expect(await axeObjections(shop.page, wcag, { frames: true })).toEqual([])
  await picture(shop.page, 'arabic')
  await context.close()
})
