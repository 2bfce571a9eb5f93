import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { damageDatabase } from './support/browser-database.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { killEverything, openElectronDesk } from './support/electron-desk.ts'
import { removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

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

test('a draft survives kill -9 of everything, a start without the server, and the loss of the replica', async ({
  browser,
}) => {
  const question = 'Is the lamp dimmable?'
  const draft = 'Yes, with any trailing-edge dimmer'
  const open = async () => {
    const desk = await openElectronDesk({ serverUrl: server.url, dataDir, signIn: server.signIn })
    const agent = new Workstation(desk.window)
    await agent.isReady()
    return { desk, agent }
  }
  const see = async (agent: Workstation) => {
    await agent.view('Open')
    await agent.order('Most recent')
    await agent.openConversation(question)
    await expect(agent.composer).toHaveValue(draft)
    await expect(agent.row(question).getByText('Unfinished draft')).toHaveCount(1)
  }

  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  await shop.close()
  const first = await open()
  await first.agent.view('Open')
  await first.agent.order('Most recent')
  await first.agent.openConversation(question)
  await first.agent.composer.fill(draft)
  await expect(first.agent.page.getByText('Draft kept')).toBeVisible()
  await first.agent.isSynced()
  await killEverything(first.desk)

  await server.kill()
  const offline = await open()
  await see(offline.agent)
  await killEverything(offline.desk)

  await server.start()
  await damageDatabase(dataDir, 'deleted')
  const rebuilt = await open()
  await see(rebuilt.agent)
  await rebuilt.desk.app.close()
})
