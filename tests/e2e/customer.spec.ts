import { type Browser, expect, test } from '@playwright/test'
import { Shop } from './support/shop.ts'
import { type TwoDesks, startTwoDesks } from './support/two-desks.ts'
import type { Workstation } from './support/workstation.ts'

let desks: TwoDesks
let amara: Workstation
let kenji: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  desks = await startTwoDesks(browser, ['amara@meridian.example', 'kenji@meridian.example'])
  ;({ first: amara, second: kenji } = desks)
})

test.afterAll(async () => {
  await desks.remove()
})

const panel = ({ page }: Workstation) => page.getByRole('region', { name: 'Customer', exact: true })
const detail = (agent: Workstation, name: string) => panel(agent).getByRole('button', { name: new RegExp(`^${name} `) })

async function write(agent: Workstation, name: string, value: string) {
  await detail(agent, name).click()
  await panel(agent).getByRole('textbox', { name }).fill(value)
  await agent.page.keyboard.press('Enter')
}

/** A customer asks, and the conversation stands open on both desks. */
async function asked(browser: Browser, question: string): Promise<Shop> {
  const shop = await Shop.open(browser, desks.server.shopUrl)
  await shop.write(question)
  for (const agent of [amara, kenji]) {
    await agent.view('Open')
    await agent.openConversation(question)
  }
  return shop
}

test('a customer is corrected where they stand, by the keyboard alone, and taken back with one key', async ({
  browser,
}) => {
  const shop = await asked(browser, 'Do you deliver to Cork?')
  const { keyboard } = amara.page
  await amara.timeline.focus()
  await keyboard.press('c')
  await keyboard.type('Nora Quinn')
  await keyboard.press('Enter')
  await expect(detail(amara, 'Name')).toContainText('Nora Quinn')
  await expect(detail(amara, 'Name')).toBeFocused()
  await expect(detail(kenji, 'Name')).toContainText('Nora Quinn')

  await detail(amara, 'E-mail').click()
  await keyboard.type('nora at example')
  await keyboard.press('Enter')
  await expect(panel(amara).getByText('An e-mail address looks like name@example.com.')).toBeVisible()
  await desks.picture('customer-wrong')
  await keyboard.press('Control+a')
  await keyboard.type('nora@example.com')
  await keyboard.press('Enter')
  await expect(detail(kenji, 'E-mail')).toContainText('nora@example.com')

  await detail(amara, 'Country').click()
  await panel(amara).getByRole('combobox', { name: 'Country' }).selectOption({ label: 'Ireland' })
  await keyboard.press('Enter')
  await expect(detail(kenji, 'Country')).toContainText('Ireland')
  await expect(amara.page.getByRole('region', { name: 'Just done' })).toContainText('Customer changed')
  await desks.picture('customer-details')
  await amara.timeline.focus()
  await keyboard.press('z')
  await expect(detail(kenji, 'Country')).toContainText('Not known')
  await shop.close()
})

test('of two who correct the same detail the second sees both and decides', async () => {
  await amara.isSynced()
  await desks.cable.pull()
  await write(amara, 'City', 'Cork')
  await expect(detail(amara, 'City')).toContainText('Cork')
  await write(kenji, 'City', 'Galway')
  await expect(detail(kenji, 'City')).toContainText('Galway')
  await desks.cable.plugIn()
  const card = amara.page.getByRole('region', { name: 'The customer was not changed' })
  await expect(card).toContainText('Galway', { timeout: 60_000 })
  await expect(card).toContainText('Cork')
  await desks.picture('customer-conflict')
  await card.getByRole('button', { name: 'Use mine' }).click()
  await expect(card).toHaveCount(0)
  await expect(detail(kenji, 'City')).toContainText('Cork')
})

test('two customers are merged after a look at what they will be, have one history, and are taken apart again', async ({
  browser,
}) => {
  const shop = await asked(browser, 'It is Nora, from my phone.')
  await write(amara, 'Name', 'N. Quinn')
  await amara.page.keyboard.press('Control+k')
  await amara.page.keyboard.type('Merge with another')
  await amara.page.getByRole('menuitem', { name: 'Merge with another customer' }).click()
  const dialog = amara.page.getByRole('dialog', { name: 'Merge with another customer' })
  await dialog.getByRole('textbox', { name: 'Who is the same person' }).fill('nora exam')
  await dialog.getByRole('button', { name: /Nora Quinn/ }).click()
  await dialog.getByRole('radio', { name: /Nora Quinn/ }).check()
  await expect(
    dialog
      .getByRole('row', { name: /^E-mail/ })
      .getByRole('cell')
      .last(),
  ).toHaveText('nora@example.com')
  await desks.picture('customer-merge')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  for (const agent of [amara, kenji]) {
    await expect(detail(agent, 'Name')).toContainText('Nora Quinn')
    await expect(panel(agent).getByRole('list', { name: 'Other conversations' })).toContainText(
      'Do you deliver to Cork?',
    )
  }
  await panel(kenji).getByRole('list', { name: 'Other conversations' }).getByRole('button').first().click()
  await expect(kenji.page.getByRole('heading', { name: 'Do you deliver to Cork?' })).toBeVisible()
  await desks.picture('customer-merged')
  await panel(kenji).getByRole('button', { name: 'Take apart: N. Quinn' }).click()
  await expect(detail(amara, 'Name')).toContainText('N. Quinn')
  await shop.close()
})
