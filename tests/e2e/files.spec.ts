import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { exe, pngOf } from '../../server-sync/testing/file-samples.ts'
import { openSocket } from '../../server-sync/testing/socket-client.ts'
import { tusSender } from '../../server-sync/testing/tus-sender.ts'
import { axeObjections, wcag } from './support/axe-objections.ts'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { Shop } from './support/shop.ts'
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

test('a picture goes from the chat to the desk, is seen there and here, and what is no picture is not taken', async ({
  browser,
}) => {
  const shop = await Shop.open(browser, server.shopUrl)
  const choose = async (name: string, buffer: Buffer) => {
    const choosing = shop.page.waitForEvent('filechooser')
    await shop.chat.getByRole('button', { name: 'Attach files' }).click()
    await (await choosing).setFiles({ name, mimeType: 'image/png', buffer })
  }
  const tray = shop.chat.getByRole('list', { name: 'Attach files' })
  await choose('prize.png', exe)
  await expect(tray.getByText('prize.png cannot be sent: files of this kind are not accepted.')).toBeVisible()
  await tray.getByRole('button', { name: 'Remove prize.png' }).click()
  await expect(tray).toBeHidden()

  await choose('scratch.png', photo)
  await expect(tray.getByText('scratch.png')).toBeVisible()
  expect(await axeObjections(shop.page, wcag, { frames: true })).toEqual([])
  await shop.composer.press('Enter')
  const mine = shop.log.getByRole('link', { name: 'Save scratch.png 40 kB' })
  await expect(mine).toBeVisible()
  await expect
    .poll(() => mine.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await expect(tray).toBeHidden()
  const saving = shop.page.waitForEvent('download')
  await mine.click()
  expect(await readFile(await (await saving).path())).toEqual(photo)

  await amara.view('Open')
  await amara.openConversation('scratch.png')
  await expect(amara.page.getByRole('link', { name: 'Save scratch.png 40 kB' })).toBeVisible()
  await shop.close()
})

test('what is chosen without a way to the server waits, also over a reload, and goes by itself', async ({
  browser,
}) => {
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write('I will send you a photo of the box.')
  const uploads = '**/chat/files{,/**}'
  await shop.page.context().route(uploads, (route) => route.abort())
  await shop.chat.locator('input[type=file]').setInputFiles({ name: 'box.png', mimeType: 'image/png', buffer: photo })
  await shop.composer.fill('Here it is.')
  await shop.composer.press('Enter')
  await expect(shop.log.getByText('Sending…')).toBeVisible()
  // What needs no file is not held up by it.
  await shop.composer.fill('Is anybody there?')
  await shop.composer.press('Enter')
  await expect.poll(() => shop.log.getByText('Sending…').count()).toBe(1)
  await shop.page.reload()
  await shop.openChat()
  await expect(shop.log.getByText('box.png')).toBeVisible()
  await expect(shop.log.getByText('Sending…')).toBeVisible()
  await shop.page.context().unroute(uploads)
  await expect(shop.log.getByRole('link', { name: 'Save box.png 40 kB' })).toBeVisible({ timeout: 40_000 })
  await shop.close()
})

test('a large file is whole at the desk, although the server was killed in the middle', async ({ browser }) => {
  const large = pngOf(60 * 1024 * 1024)
  const shop = await Shop.open(browser, server.shopUrl)
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-large-'))
  await writeFile(path.join(folder, 'large.png'), large)
  await shop.chat.locator('input[type=file]').setInputFiles(path.join(folder, 'large.png'))
  const progress = shop.chat.getByRole('progressbar', { name: 'large.png' })
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { intervals: [20] })
    .toBeGreaterThan(2_000_000)
  await server.kill()
  await shop.composer.fill('The whole invoice.')
  await shop.composer.press('Enter')
  await server.start()
  await expect(shop.log.getByRole('link', { name: 'Save large.png 62.9 MB' })).toBeVisible({ timeout: 60_000 })

  await amara.view('Open')
  await amara.openConversation('The whole invoice.')
  const saving = amara.page.waitForEvent('download')
  await amara.page.getByRole('link', { name: 'Save large.png 62.9 MB' }).click()
  expect((await readFile(await (await saving).path())).equals(large)).toBe(true)
  await rm(folder, { recursive: true })
  await shop.close()
})

test('a picture that was seen at a desk is there without the server as well, over a reload', async () => {
  await amara.view('Open')
  await amara.openConversation('scratch.png')
  const picture = amara.page.getByRole('link', { name: 'Save scratch.png 40 kB' })
  const isDrawn = () =>
    expect
      .poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
  await isDrawn()
  await server.kill()
  await expect(amara.page.locator('[data-sync]')).not.toHaveAttribute('data-sync', 'online')
  await amara.page.reload()
  await amara.openConversation('scratch.png')
  await isDrawn()
  const saving = amara.page.waitForEvent('download')
  await picture.click()
  expect(await readFile(await (await saving).path())).toEqual(photo)
  await server.start()
  await amara.isSynced()
})
