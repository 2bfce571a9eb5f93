import { expect, test } from '@playwright/test'
import type { Customer } from '../customer.ts'
import type { Floor } from '../floor.ts'
import type { Seat } from '../seat.ts'

const late = { timeout: 60_000 }

export interface Asking {
  /** Of Northwind. */
  readonly nora: Customer
  /** Of Northwind, who signs in there. */
  readonly zoe: Customer
  /** Of Kite & Crane. */
  readonly mila: Customer
  /** Of Kite & Crane. */
  readonly theo: Customer
  /** Of the two who took Nora's conversation at once. */
  readonly faster: Seat
  readonly slower: Seat
}

/** Customers write, some without a network and to a server that is killed; agents take what they ask, two of them the same. */
export async function asking(floor: Floor): Promise<Asking> {
  const { server, ledger, amara, kenji, bea } = floor
  const nora = await floor.enters('northwind-home', 'Does the walnut desk come apart?')
  const zoe = await floor.enters('northwind-home', 'Are the mugs dishwasher safe?')
  const mila = await floor.enters('kite-and-crane', 'Which kite is for strong wind?')
  const theo = await floor.enters('kite-and-crane', 'Is the tent waterproof?')
  await zoe.shop.page.getByRole('button', { name: 'Sign in as Zoë' }).click()
  for (const customer of [nora, zoe, mila, theo]) await customer.asks()
  for (const seat of [amara, kenji]) await seat.opens(nora.question, 'Unassigned')
  await bea.opens(mila.question, 'Unassigned')
  for (const seat of floor.seats) await seat.isSettled()

  await test.step('a customer is offline, an agent’s cable is out, and the server is killed', async () => {
    await theo.shop.page.context().setOffline(true)
    await theo.writes('It rains a lot where we go.')
    await bea.cable.pull()
    await bea.takes()
    await server.kill()
    await theo.writes('And the poles, are they steel?')
    await nora.writes('Our door is narrow.')
    await mila.writes('I fly at the sea.')
    await nora.writes('70 cm, to be exact.')
    await amara.takes()
    await kenji.takes()
  })
  await test.step('all of it comes back, one page loaded anew', async () => {
    await server.start()
    await mila.reloads()
    await bea.cable.plugIn()
    await theo.shop.page.context().setOffline(false)
    await nora.isHeard('70 cm, to be exact.')
    await mila.isHeard('I fly at the sea.')
    await theo.isHeard('And the poles, are they steel?')
    await mila.says('With force 6.')
    await bea.isSettled()
    ledger.does(mila.question, bea.name, 'assigned')
    ledger.belongsTo(mila.question, bea.name)
  })
  return test.step('whoever was slower is told who was first', async () => {
    const card = ({ agent }: Seat) => agent.page.getByRole('region', { name: 'The conversation was not assigned' })
    await expect.poll(async () => (await card(amara).count()) + (await card(kenji).count()), late).toBe(1)
    const [faster, slower] = (await card(amara).count()) === 1 ? [kenji, amara] : [amara, kenji]
    await expect(card(slower)).toContainText(`Somebody was faster. It now belongs to: ${faster.name}`)
    await card(slower).getByRole('button', { name: 'Dismiss' }).click()
    await expect(slower.agent.timeline.getByText(`${faster.name} took this conversation`)).toBeVisible()
    ledger.does(nora.question, faster.name, 'assigned')
    ledger.belongsTo(nora.question, faster.name)
    return { nora, zoe, mila, theo, faster, slower }
  })
}
