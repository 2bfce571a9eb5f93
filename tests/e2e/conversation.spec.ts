import { type Browser, expect, test } from '@playwright/test'
import { Shop } from './support/shop.ts'
import { type TwoDesks, startTwoDesks } from './support/two-desks.ts'
import type { Workstation } from './support/workstation.ts'

let desks: TwoDesks
/** A lead. */
let ines: Workstation
let kenji: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  desks = await startTwoDesks(browser, ['ines@meridian.example', 'kenji@meridian.example'])
  ;({ first: ines, second: kenji } = desks)
})

test.afterAll(async () => {
  await desks.remove()
})

const panel = ({ page }: Workstation) => page.getByRole('region', { name: 'Customer', exact: true })

async function command({ page }: Workstation, name: string) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await page.getByRole('menuitem', { name }).first().click()
}

/** What agents do meanwhile waits at their desks, and goes on its way by itself. */
async function withoutServer(work: () => Promise<void>): Promise<void> {
  await desks.server.kill()
  await work()
  await desks.server.start()
}

/** A customer asks, and the conversation stands open on both desks. */
async function asked(browser: Browser, question: string): Promise<Shop> {
  const shop = await Shop.open(browser, desks.server.shopUrl)
  await shop.write(question)
  for (const agent of [ines, kenji]) {
    await agent.view('Open')
    await agent.openConversation(question)
  }
  return shop
}

test('the organisation’s own fields are filled in where they are shown, and say what they do not take', async ({
  browser,
}) => {
  const shop = await asked(browser, 'My chair wobbles.')
  await panel(ines)
    .getByRole('button', { name: /^Reason/ })
    .click()
  await panel(ines).getByRole('combobox', { name: 'Reason' }).selectOption('Complaint')
  await ines.page.keyboard.press('Enter')
  await withoutServer(async () => {
    await panel(ines).getByText('Wants a call back').click()
    await panel(ines)
      .getByRole('button', { name: /^Promised by/ })
      .click()
    await panel(ines).getByLabel('Promised by').fill('2026-12-24')
    await ines.page.keyboard.press('Enter')
    await expect(panel(ines).getByRole('button', { name: /^Promised by/ })).toContainText('Dec 24, 2026')
  })
  await expect(panel(kenji).getByRole('button', { name: /^Reason/ })).toContainText('Complaint')
  await expect(panel(kenji).getByRole('checkbox', { name: 'Wants a call back' })).toBeChecked()
  await expect(panel(kenji).getByRole('button', { name: /^Promised by/ })).toContainText('Dec 24, 2026')
  await panel(ines)
    .getByRole('button', { name: /^Returns this year/ })
    .click()
  await ines.page.keyboard.type('three')
  await ines.page.keyboard.press('Enter')
  await expect(panel(ines).getByText('This is not a number.')).toBeVisible()
  await ines.page.keyboard.press('Control+a')
  await ines.page.keyboard.type('3')
  await ines.page.keyboard.press('Enter')
  await expect(panel(kenji).getByRole('button', { name: /^Returns this year/ })).toContainText('3')
  await desks.picture('conversation-fields')
  await shop.close()
})

test('what has to do with each other is linked, stands in both, and is taken off again', async () => {
  await ines.timeline.focus()
  await ines.page.keyboard.press('l')
  const dialog = ines.page.getByRole('dialog', { name: 'Link to another conversation' })
  const field = dialog.getByRole('textbox', { name: 'Which conversation' })
  await field.fill('gareth')
  await expect(dialog.getByRole('list', { name: 'Conversations found' }).getByRole('button').first()).toBeVisible()
  await desks.picture('conversation-link')
  await withoutServer(() => field.press('Enter'))
  const links = panel(kenji).getByRole('list', { name: 'Linked conversations' })
  await expect(links).toContainText('Gareth')
  await links.getByRole('button').first().click()
  await expect(panel(kenji).getByRole('list', { name: 'Linked conversations' })).toContainText('My chair wobbles.')
  await panel(kenji).getByRole('button', { name: 'Remove the link to: My chair wobbles.' }).click()
  await expect(panel(ines).getByRole('list', { name: 'Linked conversations' }).getByRole('listitem')).toHaveCount(0)
})

test('a lead offers a conversation, sees that it is not answered yet, and asks for it back', async ({ browser }) => {
  const shop = await asked(browser, 'Is this oak or beech?')
  await command(ines, 'Offer to a colleague')
  await ines.page.keyboard.type('kenji')
  await ines.page.keyboard.press('Enter')
  await withoutServer(() => ines.page.getByRole('button', { name: 'Offer instead' }).click())
  await expect(ines.page.getByRole('region', { name: 'Offered to Kenji Sato: not answered yet' })).toBeVisible()
  await kenji.page.getByRole('navigation', { name: 'Views' }).getByText('Offered to you', { exact: true }).click()
  await expect(kenji.row('Is this oak or beech?')).toBeVisible()
  await desks.picture('conversation-offered')
  await withoutServer(() => ines.page.getByRole('button', { name: 'Withdraw the offer' }).click())
  await expect(kenji.row('Is this oak or beech?')).toHaveCount(0)
  await kenji.view('Open')
  await expect(kenji.page.getByRole('region', { name: /^Offered to/ })).toHaveCount(0)
  await shop.close()
})

test('two conversations of one customer go on as one, with everything that was said, and are taken apart again', async ({
  browser,
}) => {
  const name = async (words: string) => {
    await panel(ines).getByRole('button', { name: /^Name/ }).click()
    await ines.page.keyboard.type(words)
    await ines.page.keyboard.press('Enter')
    await expect(panel(ines).getByRole('button', { name: /^Name/ })).toContainText(words)
  }
  const first = await asked(browser, 'Where is my parcel?')
  await name('Maya Ortiz')
  const second = await asked(browser, 'It should be the blue one.')
  await name('Maya')
  await command(ines, 'Merge with another customer')
  const dialog = ines.page.getByRole('dialog', { name: 'Merge with another customer' })
  await dialog.getByRole('textbox').fill('maya ortiz')
  await dialog.getByRole('button', { name: /Maya Ortiz/ }).click()
  await dialog.getByRole('radio', { name: 'Maya Ortiz' }).check()
  await withoutServer(() => dialog.getByRole('button', { name: 'Merge', exact: true }).click())
  await expect(panel(ines).getByRole('button', { name: /^Name/ })).toContainText('Maya Ortiz')

  await command(ines, 'Merge into another conversation')
  const chooser = ines.page.getByRole('dialog', { name: 'Merge into another conversation' })
  await chooser.getByRole('button', { name: /Where is my parcel/ }).click()
  await desks.picture('conversation-merge')
  await withoutServer(() => chooser.getByRole('button', { name: 'Merge', exact: true }).click())
  await expect(ines.page.getByRole('heading', { name: 'Where is my parcel?' })).toBeVisible()
  const merged = (agent: Workstation) =>
    agent.page.getByRole('region', { name: 'Merged in: It should be the blue one.' })
  await expect(merged(ines)).toContainText('It should be the blue one.')
  await second.write('The blue one, please!')
  await expect(ines.message('The blue one, please!')).toHaveCount(1)
  await desks.picture('conversation-merged')
  await expect(kenji.page.getByRole('region', { name: 'This conversation goes on in another one' })).toBeVisible()
  await kenji.page.getByRole('button', { name: 'Open that one' }).click()
  await withoutServer(() => merged(kenji).getByRole('button', { name: 'Take apart' }).click())
  await expect(merged(ines)).toHaveCount(0)
  await expect(ines.row('It should be the blue one.')).toBeVisible()
  await first.close()
  await second.close()
})
