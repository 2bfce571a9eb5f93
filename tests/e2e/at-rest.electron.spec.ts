import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { plainTextHits } from '../../src-main/testing/plain-text-hits.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { openElectronDesk } from './support/electron-desk.ts'
import { removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

/** Each is said in another place, and none of these words is in the demonstration. */
/** Words that the program itself does not use: its compiled script lies on the disk too. */
const planted = {
  question: 'Where is my chrysanthemum teapot?',
  reply: 'The quicksilver courier has it',
  note: 'She sounded bewildered, Ихтиандру позвонить',
  draft: 'An unravelled kaleidoscope of words',
  search: 'thunderstruck',
}

let server: DemoServer
let dataDir: string

test.beforeAll(async () => {
  server = await startDemoServer()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
})

test.afterAll(async () => {
  await server.remove()
  await removeData(dataDir)
})

test('no word of a customer or an agent lies on the desk’s disk: while it runs, after a crash and after the end', async ({
  browser,
}) => {
  const hits = () => plainTextHits(dataDir, Object.values(planted))
  let desk = await openElectronDesk({ serverUrl: server.url, dataDir, signIn: server.signIn })
  let agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.timeToUndo('None')
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(planted.question)
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation(planted.question)
  await agent.reply(planted.reply)
  await shop.reads(planted.reply)
  await agent.expectDelivery(planted.reply, 'read')
  await agent.note(planted.note)
  await agent.isSynced()
  await agent.page.keyboard.press('Control+k')
  await expect(agent.page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible()
  await agent.page.keyboard.type(planted.search)
  await agent.page.keyboard.press('Escape')
  await agent.composer.fill(planted.draft)
  await expect(agent.page.getByText('Draft kept')).toBeVisible()
  expect(await hits()).toEqual([])

  const gone = desk.app.waitForEvent('close')
  desk.app.process().kill('SIGKILL')
  await gone
  expect(await hits()).toEqual([])

  desk = await openElectronDesk({ serverUrl: server.url, dataDir, signIn: server.signIn })
  agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.view('Open')
  await agent.order('Most recent')
  await agent.openConversation(planted.question)
  await expect(agent.composer).toHaveValue(planted.draft)
  // The window itself leaves words where it should not: they are found.
  await agent.page.evaluate((words) => localStorage.setItem('left', words), planted.reply)
  await desk.app.close()
  expect(await hits()).toEqual([expect.stringMatching(/Local Storage.*: UTF-8$/)])
  await shop.close()
})
