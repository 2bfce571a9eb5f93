import { expect, test } from '@playwright/test'
import { type Cable, layCable } from './support/cable.ts'
import { type ElectronDesk, openElectronDesk } from './support/electron-desk.ts'
import { type Launched, type ReadyEvent, launch, removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let run: Launched
let urls: ReadyEvent['urls']
let cable: Cable
let desk: ElectronDesk

test.beforeAll(async () => {
  run = await launch(['--host', 'browser'])
  urls = (await run.ready()).urls
  cable = await layCable(urls.server)
})

test.afterAll(async () => {
  await desk.app.close()
  await cable.pull()
  expect(await run.stop()).toBe(0)
  await removeData(run.dataDir)
})

/** The power goes: nothing on the desk gets to say goodbye. */
async function killEverything(): Promise<void> {
  const gone = desk.app.waitForEvent('close')
  desk.app.process().kill('SIGKILL')
  await gone
}

test('ten replies, a tag, a note and a resolution, written offline, survive kill -9 and arrive once and in order', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const signIn = { email: 'amara@meridian.example', password: await run.password() }
  desk = await openElectronDesk({ serverUrl: cable.url, dataDir: run.dataDir, signIn })
  let agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.timeToUndo('None')
  const questions = ['Where is parcel A?', 'Where is parcel B?', 'Where is parcel C?']
  const shops: Shop[] = []
  for (const question of questions) {
    const shop = await Shop.open(browser, urls.shop)
    await shop.write(question)
    shops.push(shop)
  }
  await agent.view('Unassigned')
  await agent.order('Most recent')
  for (const question of questions) {
    await agent.openConversation(question)
    await desk.window.getByRole('button', { name: 'Assign to me' }).click()
    await expect(desk.window.getByText('You took this conversation')).toBeVisible()
  }

  await cable.pull()
  await agent.view('My conversations')
  const replies = questions.map((_, index) => [1, 2, 3].map((n) => `Answer ${n} to ${'ABC'[index]}`))
  replies[0]?.push('Answer 4 to A')
  for (const [index, question] of questions.entries()) {
    await agent.openConversation(question)
    for (const reply of replies[index] ?? []) await agent.reply(reply)
  }
  await agent.openConversation('Where is parcel A?')
  await agent.addTag('lost-parcel')
  await agent.note('The carrier says it was scanned twice')
  await agent.openConversation('Where is parcel B?')
  await desk.window.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(agent.row('Where is parcel B?')).toHaveCount(0)

  await killEverything()
  desk = await openElectronDesk({ serverUrl: cable.url, dataDir: run.dataDir })
  agent = new Workstation(desk.window)
  await agent.isReady()

  await test.step('everything is on screen again, still offline, with its true state', async () => {
    await agent.view('My conversations')
    await agent.order('Most recent')
    await agent.openConversation('Where is parcel A?')
    for (const reply of replies[0] ?? []) await agent.expectDelivery(reply, 'queued')
    await expect(desk.window.getByText('The carrier says it was scanned twice')).toBeVisible()
    await expect(desk.window.getByText('lost-parcel').first()).toBeVisible()
    await agent.openConversation('Where is parcel C?')
    for (const reply of replies[2] ?? []) await agent.expectDelivery(reply, 'queued')
    await agent.view('Resolved')
    await agent.openConversation('Where is parcel B?')
    for (const reply of replies[1] ?? []) await agent.expectDelivery(reply, 'queued')
    await expect(desk.window.getByRole('button', { name: 'Reopen' })).toBeVisible()
  })

  await cable.plugIn()
  for (const [index, shop] of shops.entries()) {
    const expected = replies[index] ?? []
    await expect(shop.log.getByText(/^Answer \d to [ABC]$/)).toHaveText(expected, { timeout: 60_000 })
  }
  for (const reply of replies[1] ?? []) await agent.expectDelivery(reply, 'read')
  for (const shop of shops) await shop.close()
})
