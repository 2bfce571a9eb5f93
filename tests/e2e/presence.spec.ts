import path from 'node:path'
import { type Browser, type Page, expect, test } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { projectRoot } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

interface Seat {
  readonly desk: BrowserDesk
  readonly agent: Workstation
}

let server: DemoServer
let cable: Cable
/** Whose cable can be pulled. */
let amara: Workstation
let kenji: Workstation
/** Whose workstation is killed. */
let bea: Seat
let ines: Workstation
let team: Page

test.describe.configure({ mode: 'serial' })

const seats: Seat[] = []

async function sit(browser: Browser, name: string, serverUrl = server.url): Promise<Seat> {
  const signIn = { email: `${name}@meridian.example`, password: server.signIn.password }
  const desk = await startBrowserDesk({ serverUrl, signIn })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const seat = { desk, agent: await Workstation.open(await context.newPage(), desk.entryUrl()) }
  seats.push(seat)
  return seat
}

// One after the other: four first snapshots at once keep each other waiting.
test.beforeAll('a server, and the desk whose cable can be pulled', async ({ browser }) => {
  server = await startDemoServer()
  await server.askOfDesks({ darkAfterMinutes: 1 })
  cable = await layCable(server.url)
  amara = (await sit(browser, 'amara', cable.url)).agent
  await amara.order('Most recent')
})

test.beforeAll('a colleague', async ({ browser }) => {
  kenji = (await sit(browser, 'kenji')).agent
  await kenji.order('Most recent')
})

test.beforeAll('the desk that is killed', async ({ browser }) => {
  bea = await sit(browser, 'bea')
  await bea.agent.order('Most recent')
})

test.beforeAll('their lead', async ({ browser }) => {
  ines = (await sit(browser, 'ines')).agent
})

test.afterAll(async () => {
  for (const { agent, desk } of seats) {
    await agent.page.context().close()
    await desk.remove()
  }
  await server.remove()
})

async function asked(browser: Browser, question: string): Promise<Shop> {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  return shop
}

async function takes(agent: Workstation, question: string): Promise<void> {
  await agent.view('Open')
  await agent.openConversation(question)
  await agent.page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(agent.page.getByText('You took this conversation')).toBeVisible()
}

/** To be looked at by a person. */
const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.join(projectRoot, `out/screenshots/presence-${name}.png`) })

const presence = (agent: Workstation) => agent.page.locator('[data-own-presence]')
const member = (id: string) => team.locator(`[data-agent$=-${id}]`)

test('who looks at a conversation and who writes is seen in the list and in words, before two answer', async ({
  browser,
}) => {
  const question = 'Does the sofa come apart?'
  const shop = await asked(browser, question)
  for (const agent of [amara, kenji]) {
    await agent.view('Open')
    await agent.openConversation(question)
  }
  const line = amara.page.locator('[data-around-line]')
  await expect(line).toHaveText('Kenji Sato is looking')
  await bea.agent.view('Open')
  await expect(bea.agent.row(question).locator('[data-around=viewing]')).toHaveText(
    /Amara Okafor.*Kenji Sato.* are looking|Kenji Sato.*Amara Okafor.* are looking/,
  )

  await kenji.composer.pressSequentially('Yes, it')
  await expect(line).toContainText('Kenji Sato is writing a reply…')
  await expect(amara.page.locator('[data-hint=replying]')).toHaveText('Kenji Sato is writing a reply here too.')
  await expect(amara.page.getByRole('status').filter({ hasText: 'Kenji Sato is writing a reply…' })).toHaveCount(1)
  await expect(bea.agent.row(question).locator('[data-around=replying]')).toBeVisible()
  await picture(amara.page, 'writing')

  await kenji.composer.pressSequentially(' does.')
  await kenji.composer.press('Control+Enter')
  await expect(line).toHaveText('Kenji Sato is looking')
  await kenji.view('Resolved')
  await kenji.list.getByRole('option').first().click()
  await expect(line).toHaveCount(0)
  await shop.close()
})

test('an agent says what they can do with the keyboard, and what comes after this conversation; their lead sees it', async ({
  browser,
}) => {
  const popup = ines.page.context().waitForEvent('page')
  await ines.page.keyboard.press('Control+k')
  await ines.page.keyboard.type('Team and its work')
  await ines.page.getByRole('menuitem', { name: 'Team and its work' }).first().click()
  team = await popup
  await expect(member('amara')).toContainText('Available')

  await presence(amara).focus()
  await amara.page.keyboard.press('Enter')
  await expect(amara.page.getByRole('menu', { name: 'Presence' })).toBeVisible()
  await picture(amara.page, 'menu')
  await amara.page.getByRole('menuitemradio', { name: 'Busy' }).first().focus()
  await amara.page.keyboard.press('Enter')
  await amara.page.keyboard.press('Escape')
  await expect(presence(amara)).toHaveAccessibleName('Presence: Busy')
  await expect(member('amara').locator('[data-agent-presence=busy]')).toBeVisible()

  const question = 'Is the rug washable?'
  const shop = await asked(browser, question)
  await takes(amara, question)
  await presence(amara).click()
  await amara.page.getByRole('menuitemradio', { name: 'Away: Lunch' }).last().click()
  await amara.page.keyboard.press('Escape')
  await expect(presence(amara)).toHaveAccessibleName('Presence: Busy. After this conversation: Away: Lunch')
  await expect(member('amara')).toContainText('then: Away: Lunch')
  await amara.reply('At 30 degrees.')
  await amara.page.keyboard.press('Escape')
  await amara.page.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(presence(amara)).toHaveAccessibleName('Presence: Away: Lunch')
  await expect(member('amara')).toContainText('Away: Lunch')
  await amara.page.keyboard.press('Control+k')
  await amara.page.keyboard.type('I am available')
  await amara.page.getByRole('menuitem', { name: 'I am available' }).first().click()
  await expect(member('amara').locator('[data-agent-presence=available]')).toBeVisible()
  await shop.close()
})

test('a lead takes, assigns and leaves a note from the list of who has what', async ({ browser }) => {
  const question = 'Can I collect the shelf?'
  const shop = await asked(browser, question)
  await takes(kenji, question)
  const item = (id: string) => member(id).getByRole('listitem').filter({ hasText: question })
  await expect(item('kenji')).toContainText('Waiting for')
  await item('kenji')
    .getByRole('button', { name: `Leave a note: ${question}` })
    .click()
  await item('kenji').getByRole('textbox', { name: 'Note for whoever has it' }).fill('The depot closes at six.')
  await picture(team, 'team')
  await item('kenji').getByRole('button', { name: 'Add note' }).click()
  await expect(kenji.timeline.getByText('The depot closes at six.')).toBeVisible()
  await item('kenji')
    .getByRole('button', { name: `Assign: ${question}` })
    .click()
  await team.getByRole('menuitem', { name: 'Bea Santos' }).click()
  await expect(kenji.timeline.getByText('Inês Carvalho assigned this to Bea Santos')).toBeVisible()
  await item('bea')
    .getByRole('button', { name: `Take: ${question}` })
    .click()
  await expect(item('ines')).toBeVisible()
  await shop.close()
})

test('desks that go dark, one cut off and one killed, give back who waits; what comes later is held, and both are told', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const [cut, killed] = ['Is the oak oiled?', 'Is the glass tempered?'] as const
  const shops = [await asked(browser, cut), await asked(browser, killed)]
  await takes(amara, cut)
  await takes(bea.agent, killed)
  await amara.isSynced()
  await bea.agent.isSynced()
  await kenji.view('Open')
  await kenji.openConversation(cut)

  await cable.pull()
  await bea.desk.kill()
  await amara.reply('Oiled, twice.')
  await expect(kenji.timeline.getByText('Returned to its queue: the desk of Amara Okafor was away')).toBeVisible({
    timeout: 120_000,
  })
  await expect(member('amara').locator('[data-agent-presence=offline]')).toBeVisible()
  await kenji.reply('It is oiled.')
  await kenji.openConversation(killed)
  await expect(kenji.timeline.getByText('Returned to its queue: the desk of Bea Santos was away')).toBeVisible({
    timeout: 60_000,
  })
  await kenji.view('Unassigned')
  await expect(kenji.row(killed)).toBeVisible()

  await cable.plugIn()
  const line = amara.page.getByRole('region', { name: /went back to (its|their) queues?/ })
  await expect(line).toBeVisible({ timeout: 60_000 })
  await expect(amara.message('Oiled, twice.').locator('[data-held]')).toContainText('Kenji Sato')
  await picture(amara.page, 'given-back')
  expect(await shops[0]?.log.getByText('Oiled, twice.').count()).toBe(0)
  await line.getByRole('button', { name: 'All right' }).click()
  await expect(line).toHaveCount(0)

  await bea.desk.start()
  const returned = await Workstation.open(await bea.agent.page.context().newPage(), bea.desk.entryUrl())
  await expect(returned.page.getByRole('region', { name: /went back to (its|their) queues?/ })).toBeVisible({
    timeout: 60_000,
  })
  await expect(member('bea').locator('[data-agent-presence=available]')).toBeVisible()
  for (const shop of shops) await shop.close()
})
