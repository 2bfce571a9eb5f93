import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { type Damage, damageDatabase } from './support/browser-database.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { killEverything, openElectronDesk } from './support/electron-desk.ts'
import { projectRoot, removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

/** What goes away while the agent works, and what happens to the desk's database before it is started again. */
const misfortunes: readonly { readonly away: 'cable' | 'server'; readonly damage?: Damage }[] = [
  { away: 'cable' },
  { away: 'server' },
  { away: 'cable', damage: 'deleted' },
  { away: 'server', damage: 'truncated' },
  { away: 'cable', damage: 'bit-flipped' },
]

const parcels = ['A', 'B', 'C'] as const
const replies = {
  A: [1, 2, 3, 4].map((n) => `Answer ${n} to A`),
  B: [1, 2, 3].map((n) => `Answer ${n} to B`),
  C: [1, 2, 3].map((n) => `Answer ${n} to C`),
} as const
const note = 'The carrier says it was scanned twice'
const tag = 'lost-parcel'

let server: DemoServer
let cable: Cable

test.beforeAll(async () => {
  server = await startDemoServer()
  cable = await layCable(server.url)
})

test.afterAll(async () => {
  await cable.pull()
  await server.remove()
})

for (const [round, { away, damage }] of misfortunes.entries()) {
  const name = `the ${away === 'cable' ? 'cable is pulled' : 'server is killed'}${damage ? `, the database ${damage}` : ''}`
  test(`${name}: what was done offline survives kill -9 and arrives once and in order`, async ({ browser }) => {
    test.setTimeout(240_000)
    const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
    const subjects = Object.fromEntries(parcels.map((parcel) => [parcel, `Where is parcel ${parcel}${round}?`]))
    let desk = await openElectronDesk({ serverUrl: cable.url, dataDir, signIn: server.signIn })
    let agent = new Workstation(desk.window)
    const shops = await takeThree(browser, agent, subjects)

    await (away === 'cable' ? cable.pull() : server.kill())
    await workOffline(agent, subjects)
    await killEverything(desk)
    if (damage) await damageDatabase(dataDir, damage)
    desk = await openElectronDesk({ serverUrl: cable.url, dataDir, signIn: server.signIn })
    agent = new Workstation(desk.window)

    await test.step('all of it waits, in its own words', async () => {
      await agent.openConnection()
      for (const reply of Object.values(replies).flat()) await expect(agent.waiting(reply)).toContainText('Queued')
      for (const words of [note, tag, 'Resolve']) await expect(agent.waiting(words)).toContainText('Queued')
      await agent.page.screenshot({ path: path.join(projectRoot, `out/screenshots/offline-${damage ?? away}.png`) })
      await agent.page.keyboard.press('Escape')
    })
    // What the database has lost, only the server has.
    if (!damage) {
      await test.step('everything is on screen again, still offline, with its true state', () =>
        seeEverything(agent, subjects))
    }

    await (away === 'cable' ? cable.plugIn() : server.start())
    for (const [parcel, shop] of Object.entries(shops)) {
      const expected = replies[parcel as keyof typeof replies]
      await expect(shop.log.getByText(/^Answer \d to [ABC]$/)).toHaveText(expected, { timeout: 60_000 })
    }
    await agent.isReady()
    await agent.view('Resolved')
    await agent.order('Most recent')
    await agent.openConversation(subjects['B']!)
    for (const reply of replies.B) await agent.expectDelivery(reply, 'read')
    await agent.openConnection()
    await expect(agent.page.getByText('Nothing waits for the server')).toBeVisible()
    await expect(agent.page.getByText('Records kept on this computer were damaged or gone')).toHaveCount(damage ? 2 : 0)
    for (const shop of Object.values(shops)) await shop.close()
    await desk.app.close()
    await removeData(dataDir)
  })
}

type Subjects = Readonly<Record<string, string>>

/** Three customers ask; the agent takes all of them. */
async function takeThree(browser: Browser, agent: Workstation, subjects: Subjects): Promise<Record<string, Shop>> {
  await agent.isReady()
  await agent.timeToUndo('None')
  const shops: Record<string, Shop> = {}
  for (const [parcel, subject] of Object.entries(subjects)) {
    const shop = await Shop.open(browser, server.shopUrl)
    await shop.write(subject)
    shops[parcel] = shop
  }
  await agent.view('Unassigned')
  await agent.order('Most recent')
  for (const subject of Object.values(subjects)) {
    await agent.openConversation(subject)
    await agent.page.getByRole('button', { name: 'Assign to me' }).click()
    await expect(agent.page.getByText('You took this conversation')).toBeVisible()
  }
  await agent.isSynced()
  return shops
}

async function workOffline(agent: Workstation, subjects: Subjects): Promise<void> {
  await agent.view('My conversations')
  for (const parcel of parcels) {
    await agent.openConversation(subjects[parcel]!)
    for (const reply of replies[parcel]) await agent.reply(reply)
  }
  await agent.openConversation(subjects['A']!)
  await agent.addTag(tag)
  await agent.note(note)
  await agent.openConversation(subjects['B']!)
  await agent.page.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(agent.row(subjects['B']!)).toHaveCount(0)
}

async function seeEverything(agent: Workstation, subjects: Subjects): Promise<void> {
  await agent.isReady()
  await agent.view('My conversations')
  await agent.order('Most recent')
  await agent.openConversation(subjects['A']!)
  for (const reply of replies.A) await agent.expectDelivery(reply, 'queued')
  await expect(agent.page.getByText(note)).toBeVisible()
  await expect(agent.page.getByText(tag).first()).toBeVisible()
  await agent.openConversation(subjects['C']!)
  for (const reply of replies.C) await agent.expectDelivery(reply, 'queued')
  await agent.view('Resolved')
  await agent.openConversation(subjects['B']!)
  for (const reply of replies.B) await agent.expectDelivery(reply, 'queued')
  await expect(agent.page.getByRole('button', { name: 'Reopen' })).toBeVisible()
}
