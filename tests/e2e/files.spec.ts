import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { pngOf } from '../../server-sync/testing/file-samples.ts'
import { openSocket } from '../../server-sync/testing/socket-client.ts'
import { tusSender } from '../../server-sync/testing/tus-sender.ts'
import { axeObjections } from './support/axe-objections.ts'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { Workstation } from './support/workstation.ts'

/** What customers send, from their computer to the agent's. */
let server: DemoServer
let desk: BrowserDesk
let amara: Workstation

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer()
  desk = await startBrowserDesk({ serverUrl: server.url, signIn: server.signIn })
  amara = await Workstation.open(await browser.newPage(), desk.entryUrl())
  await amara.order('Most recent')
})

test.afterAll(async () => {
  await amara?.page.context().close()
  await desk?.remove()
  await server?.remove()
})

const photo = pngOf(40_000)

test('a picture and a list from a customer are seen and saved at the desk, and never opened there', async () => {
  const line = await openSocket(`${server.url}/chat`)
  line.send({ frame: 'hello', brandId: 'northwind-home', token: null, language: 'en', timeZone: '' })
  const sender = tusSender(server.url, String((await line.next('welcome'))['token']))
  const fileIds = [
    (await sender.whole(photo, 'crack.png')).id,
    (await sender.whole(Buffer.from('<b>not</b>;markup'), 'list.csv')).id,
  ]
  const text = 'The lamp came with a crack, see here.'
  line.send({ frame: 'send', messageId: '00000000-0000-4000-8000-000000000001', text, fileIds })
  await line.next('receipt')

  await amara.view('Open')
  await amara.openConversation(text)
  const files = amara.page.getByRole('list', { name: 'Files' })
  const picture = files.getByRole('link', { name: /^Save crack\.png 40 kB$/ })
  await expect(picture.locator('img')).toBeVisible()
  await expect
    .poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  expect(await axeObjections(amara.page)).toEqual([])

  for (const [name, content] of [
    ['crack.png', photo],
    ['list.csv', Buffer.from('<b>not</b>;markup')],
  ] as const) {
    const saving = amara.page.waitForEvent('download')
    await files.getByRole('link', { name: new RegExp(`^Save ${name}`) }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(name)
    expect(await readFile(await saved.path())).toEqual(content)
  }
  // Asked for as a page it stays a file.
  const address = await picture.getAttribute('href')
  const answer = await amara.page.request.get(new URL(address ?? '', amara.page.url()).href)
  expect(answer.headers()).toMatchObject({
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': expect.stringContaining('attachment'),
    'x-content-type-options': 'nosniff',
  })
  await line.close()
})
