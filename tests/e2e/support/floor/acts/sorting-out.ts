import { type Locator, expect, test } from '@playwright/test'
import type { Customer } from '../customer.ts'
import type { Floor } from '../floor.ts'
import type { Seat } from '../seat.ts'

/** The same person twice, and a joke that looked like spam; the lead's cable and the server gone in the middle. */
export async function sortingOut(floor: Floor): Promise<void> {
  await test.step('two conversations of one customer go on as one', () => merging(floor))
  await test.step('what looked like spam is none', () => spam(floor))
}

const panel = ({ agent }: Seat): Locator => agent.page.getByRole('region', { name: 'Customer', exact: true })

async function calls(seat: Seat, { question }: Customer, name: string): Promise<void> {
  await seat.opens(question)
  await panel(seat).getByRole('button', { name: /^Name/ }).click()
  await seat.agent.page.keyboard.type(name)
  await seat.agent.page.keyboard.press('Enter')
  await expect(panel(seat).getByRole('button', { name: /^Name/ })).toContainText(name)
}

async function merging(floor: Floor): Promise<void> {
  const { ledger, server, ines, kenji } = floor
  const { page } = ines.agent
  const first = await floor.enters('northwind-home', 'Where is my carpet?')
  const second = await floor.enters('northwind-home', 'It should be the green one.')
  await first.asks()
  await second.asks()
  await calls(ines, first, 'Ravi Anand')
  await ines.answers(first.question, 'On its way to you.')
  ledger.belongsTo(first.question, ines.name)
  await first.reads('On its way to you.')
  await ines.cable.pull()
  await calls(ines, second, 'Ravi')
  await ines.command('Merge with another customer')
  const customers = page.getByRole('dialog', { name: 'Merge with another customer' })
  await customers.getByRole('textbox').fill('ravi anand')
  await customers.getByRole('button', { name: /Ravi Anand/ }).click()
  await customers.getByRole('radio', { name: 'Ravi Anand' }).check()
  await customers.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(panel(ines).getByRole('button', { name: /^Name/ })).toContainText('Ravi Anand')
  await ines.cable.plugIn()
  await ines.isSettled()

  await server.kill()
  await ines.command('Merge into another conversation')
  const conversations = page.getByRole('dialog', { name: 'Merge into another conversation' })
  await conversations.getByRole('button', { name: /Where is my carpet/ }).click()
  await conversations.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(page.getByRole('heading', { name: first.question })).toBeVisible()
  ledger.merges(second.question, first.question)
  ledger.does(second.question, ines.name, 'merged')
  ledger.does(first.question, ines.name, 'absorbed')
  await server.start()
  await ines.isSettled()
  await second.says('The green one, please!')
  await kenji.opens(first.question)
  await kenji.hears('The green one, please!')
  await ines.answers(first.question, 'Green it is.')
  for (const customer of [first, second]) await customer.reads('Green it is.')
}

async function spam(floor: Floor): Promise<void> {
  const { ledger, server, kenji, ines } = floor
  const joker = await floor.enters('kite-and-crane', 'You have won a kite!!!')
  const { question } = joker
  await joker.asks()
  await kenji.opens(question)
  await server.kill()
  await kenji.command('Mark as spam')
  await expect(kenji.agent.row(question)).toHaveCount(0)
  ledger.does(question, kenji.name, 'marked-spam')
  await server.start()
  await ines.opens(question, 'Spam')
  await joker.says('Only joking: is it still in stock?')
  await ines.agent.page.getByRole('button', { name: 'Not spam' }).click()
  ledger.does(question, ines.name, 'unmarked-spam')
  await ines.opens(question)
  await ines.hears('Only joking: is it still in stock?')
  await ines.answers(question, 'It is, in blue.')
  await joker.reads('It is, in blue.')
}
