import { expect, test } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let desk: BrowserDesk

test.beforeAll(async () => {
  server = await startDemoServer()
  desk = await startBrowserDesk({ serverUrl: server.url, signIn: server.signIn })
})

test.afterAll(async () => {
  await desk?.remove()
  await server?.remove()
})

test('a page whose browser has lost its cookie says what to do, and goes on once that was done', async ({
  context,
}) => {
  const agent = await Workstation.open(await context.newPage(), desk.entryUrl())
  await agent.list.getByRole('option').first().click()
  await agent.composer.fill('Half a sentence')
  const { page } = agent
  const notLetIn = page.getByRole('region', { name: 'This browser is no longer let in' })

  await context.clearCookies()
  await desk.kill()
  await expect(page.getByRole('region', { name: 'Farline on this computer has stopped answering' })).toBeVisible()
  await desk.start()
  await expect(notLetIn).toContainText('Start Farline again and open the link that it prints')
  await expect(page.getByText('Not connected')).toBeVisible()
  await expect(agent.composer).toHaveValue('Half a sentence')

  await page.evaluate(() => Object.assign(window, { isMarked: true }))
  const again = await context.newPage()
  await Workstation.open(again, desk.entryUrl())
  await expect(notLetIn).toHaveCount(0)
  await agent.isSynced()
  await expect(agent.composer).toHaveValue('Half a sentence')
  expect(await page.evaluate(() => 'isMarked' in window)).toBe(true)
})
