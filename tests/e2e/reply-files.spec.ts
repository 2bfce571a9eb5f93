import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, type Locator, expect, test } from '@playwright/test'
import { exe, pdf, pngOf } from '../../server-sync/testing/file-samples.ts'
import { axeObjections } from './support/axe-objections.ts'
import { type BrowserDesk, startBrowserDesk } from './support/browser-desk.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { dropFiles } from './support/drop-files.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

/** What agents send, from their computer to the customer's. */
let server: DemoServer
let cable: Cable
let desk: BrowserDesk
let windows: BrowserContext
let amara: Workstation
let shop: Shop
let folder: string

const question = 'Could you send me the manual?'
const photo = pngOf(40_000)

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'farline-reply-files-'))
  server = await startDemoServer()
  cable = await layCable(server.url)
  desk = await startBrowserDesk({ serverUrl: cable.url, signIn: server.signIn })
  shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  windows = await browser.newContext({ locale: 'en-GB', permissions: ['clipboard-read', 'clipboard-write'] })
  amara = await Workstation.open(await windows.newPage(), desk.entryUrl())
  await amara.timeToUndo('None')
  await amara.order('Most recent')
  await amara.view('Open')
  await amara.openConversation(question)
})

test.afterAll(async () => {
  await windows?.close()
  await shop?.close()
  await desk?.remove()
  await server?.remove()
  await rm(folder, { recursive: true, force: true })
})

const chips = () => amara.page.getByRole('list', { name: 'Files for this reply' })
const chip = (name: string) => chips().getByRole('listitem').filter({ hasText: name })
const send = () => amara.page.getByRole('button', { name: 'Send reply' })

async function choose(...files: { name: string; buffer: Buffer }[]): Promise<void> {
  const choosing = amara.page.waitForEvent('filechooser')
  await amara.page.getByRole('button', { name: 'Attach files' }).click()
  await (await choosing).setFiles(files.map((file) => ({ ...file, mimeType: '' })))
}

async function saved(link: Locator): Promise<Buffer> {
  const saving = link.page().waitForEvent('download')
  await link.click()
  return readFile(await (await saving).path())
}

async function restart(): Promise<void> {
  await desk.kill()
  await desk.start()
  await amara.page.goto(desk.entryUrl())
  await amara.isReady()
  await amara.view('Open')
  await amara.openConversation(question)
}

test('files are chosen, dropped and pasted, and the customer gets the very bytes', async () => {
  await test.step('chosen, with the keyboard too', async () => {
    await amara.composer.focus()
    const choosing = amara.page.waitForEvent('filechooser')
    await amara.page.keyboard.press('Control+u')
    await (await choosing).setFiles({ name: '说明书 v2.pdf', mimeType: 'application/pdf', buffer: pdf })
    await expect(chip('说明书 v2.pdf')).toContainText('At the server')
  })
  await test.step('dropped, with the place in view', async () => {
    await writeFile(path.join(folder, 'crack.png'), photo)
    await writeFile(path.join(folder, 'nothing.txt'), '')
    const drag = await dropFiles(amara.timeline, [
      path.join(folder, 'crack.png'),
      path.join(folder, 'nothing.txt'),
      folder,
    ])
    await drag.over()
    await expect(amara.page.locator('[data-drop-zone]')).toContainText('Up to 10 files, 104.9 MB each')
    await drag.drop()
    await expect(amara.page.locator('[data-drop-zone]')).toHaveCount(0)
    await expect(chip('crack.png').locator('img')).toBeVisible()
    const notTaken = amara.page.locator('[data-files-not-taken]')
    await expect(notTaken).toContainText('nothing.txt\u2069 is empty.')
    await expect(notTaken).toContainText('is a folder: choose the files in it.')
    expect(await axeObjections(amara.page)).toEqual([])
    await notTaken.getByRole('button', { name: 'Understood' }).click()
    await expect(notTaken).toHaveCount(0)
  })
  await test.step('a picture is pasted; words stay words', async () => {
    await amara.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(8, 8)
      canvas.getContext('2d')?.fillRect(0, 0, 4, 4)
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': canvas.convertToBlob({ type: 'image/png' }) })])
    })
    await amara.composer.press('Control+v')
    await expect(chip('image.png').locator('img')).toBeVisible()
    await amara.page.evaluate(() => navigator.clipboard.writeText('Here is'))
    await amara.composer.press('Control+v')
    await amara.composer.pressSequentially(' the manual.')
    await expect(amara.composer).toHaveValue('Here is the manual.')
  })
  await test.step('what is removed does not go, and the focus stays among the files', async () => {
    await chip('image.png').getByRole('button', { name: 'Remove image.png' }).press('Enter')
    await expect(chip('image.png')).toHaveCount(0)
    await expect(amara.page.getByRole('button', { name: 'Remove crack.png' })).toBeFocused()
  })

  await amara.composer.press('Control+Enter')
  await expect(chips()).toHaveCount(0)
  await shop.reads('Here is the manual.')
  for (const [name, content] of [
    ['说明书 v2.pdf', pdf],
    ['crack.png', photo],
  ] as const) {
    const received = shop.log.getByRole('link', { name: `Save ${name}` })
    expect(Buffer.compare(await saved(received), content)).toBe(0)
    const own = amara.message('Here is the manual.').getByRole('link', { name: `Save ${name}` })
    expect(Buffer.compare(await saved(own), content)).toBe(0)
  }
  await expect(amara.message('Here is the manual.').getByText('At the server')).toHaveCount(0)
  expect(await axeObjections(amara.page)).toEqual([])
})

test('a note has no files, and says so', async () => {
  await amara.page.getByRole('button', { name: /^Note/ }).click()
  await expect(amara.page.getByRole('button', { name: 'Attach files' })).toHaveCount(0)
  const drag = await dropFiles(amara.timeline, [path.join(folder, 'crack.png')])
  await drag.over()
  await expect(amara.page.locator('[data-drop-zone]')).toContainText('Notes have no files.')
  await drag.drop()
  await expect(amara.page.locator('[data-files-not-taken]')).toContainText('Choose Reply to attach them.')
  await amara.page.getByRole('button', { name: /^Reply/ }).click()
  await amara.page.getByRole('button', { name: 'Understood' }).click()
  await expect(chips()).toHaveCount(0)
})

test('sent without the server, over a reload and kill -9, files arrive once, whole and before what was said later', async () => {
  await cable.pull()
  await choose({ name: 'spare parts.png', buffer: photo })
  await expect(chip('spare parts.png')).toContainText('It goes when the server can be reached.')
  // Without a word.
  await send().click()
  await expect(chips()).toHaveCount(0)
  const own = amara.timeline.getByRole('article').filter({ hasText: 'spare parts.png' })
  await expect(own).toContainText('Kept on this computer.')
  await expect(own.getByRole('img').or(own.locator('img'))).toBeVisible()
  await amara.reply('These are all the parts.')
  await amara.page.reload()
  await amara.isReady()
  await expect(own).toContainText('Kept on this computer.')
  await restart()
  await expect(own).toContainText('Kept on this computer.')
  expect(Buffer.compare(await saved(own.getByRole('link', { name: 'Save spare parts.png' })), photo)).toBe(0)
  expect(await axeObjections(amara.page)).toEqual([])
  await cable.plugIn()
  await shop.reads('These are all the parts.', { timeout: 60_000 })
  const received = shop.log.getByRole('link', { name: 'Save spare parts.png' })
  await expect(received).toHaveCount(1)
  expect(Buffer.compare(await saved(received), photo)).toBe(0)
  const said = await shop.log.innerText()
  expect(said.indexOf('spare parts.png')).toBeLessThan(said.indexOf('These are all the parts.'))
  await expect(own.locator('[data-on-its-way]')).toHaveCount(0)
})

test('what has arrived is seen without the server; what has not is said to be elsewhere', async () => {
  await shop.chat
    .locator('input[type=file]')
    .setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: pngOf(20_000) })
  await shop.composer.fill('My receipt, and a list.')
  await shop.composer.press('Enter')
  const receipt = amara.timeline.getByRole('link', { name: 'Save receipt.png' })
  const isDrawn = (link: Locator) =>
    expect.poll(() => link.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await isDrawn(receipt)
  await shop.chat
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one, two') })
  await shop.composer.fill('And the list.')
  await shop.composer.press('Enter')
  const list = amara.timeline.getByRole('link', { name: 'Save list.txt' })
  await expect(list).toBeVisible()
  await cable.pull()
  await expect(amara.page.locator('[data-sync]')).not.toHaveAttribute('data-sync', /online|syncing/)
  await amara.page.reload()
  await amara.isReady()
  await isDrawn(receipt)
  await list.click()
  await expect(list).toContainText('Not on this computer, and the server cannot be reached.')
  await cable.plugIn()
  await amara.isSynced()
  await expect(list).not.toContainText('Not on this computer')
})

test('a disguised file holds its reply, which says why, and goes without it', async () => {
  await cable.pull()
  await choose({ name: 'prize.png', buffer: exe })
  await amara.composer.fill('You have won nothing.')
  await expect(send()).toBeEnabled()
  await send().click()
  await cable.plugIn()
  const held = amara.message('You have won nothing.').filter({ has: amara.page.locator('[data-held]') })
  await expect(held).toContainText('It is not what its name says', { timeout: 60_000 })
  await expect(held.locator('[data-held]')).toContainText('prize.png')
  expect(await axeObjections(amara.page)).toEqual([])
  await held.getByRole('button', { name: 'Send without the files' }).click()
  await shop.reads('You have won nothing.')
  await expect(shop.log.getByText('prize.png')).toHaveCount(0)
})

test('a refused file that is still in the composer holds the sending, with the reason', async () => {
  await choose({ name: 'photo.png', buffer: exe })
  await expect(chip('photo.png')).toContainText('It is not what its name says')
  await expect(send()).toBeDisabled()
  await expect(amara.page.locator('[data-composer-status]')).toContainText('A file is not accepted. Remove it to send.')
  expect(await axeObjections(amara.page)).toEqual([])
  await chip('photo.png').getByRole('button').click()
  await expect(chips()).toHaveCount(0)
  await expect(amara.composer).toBeFocused()
})

test('taken back on its way, text and files stand in the composer again, also after a restart', async () => {
  await amara.timeToUndo('10 seconds')
  await cable.pull()
  await choose({ name: 'draft.pdf', buffer: pdf })
  await amara.composer.fill('The contract.')
  await expect(send()).toBeEnabled()
  await send().click()
  await expect(chips()).toHaveCount(0)
  await amara.undo()
  await expect(amara.composer).toHaveValue('The contract.')
  await expect(chip('draft.pdf')).toContainText('Kept on this computer')
  await restart()
  await expect(amara.composer).toHaveValue('The contract.')
  await expect(chip('draft.pdf')).toBeVisible()
  await cable.plugIn()
  await expect(chip('draft.pdf')).toContainText('At the server', { timeout: 60_000 })
  await amara.timeToUndo('None')
  await amara.composer.press('Control+Enter')
  await shop.reads('The contract.')
  expect(Buffer.compare(await saved(shop.log.getByRole('link', { name: 'Save draft.pdf' })), pdf)).toBe(0)
  await expect(shop.log.getByText('draft.pdf')).toHaveCount(1)
})

test('a file is in all windows; when the one that hands it over goes in the middle, it has to be chosen again', async () => {
  const other = await Workstation.open(await windows.newPage(), new URL('/', desk.entryUrl()).href)
  await other.view('Open')
  await other.order('Most recent')
  await other.openConversation(question)
  let pieces = 0
  await amara.page.route('**/desk/files/*', async (route) => {
    if (route.request().method() !== 'PUT' || ++pieces === 1) await route.continue()
  })
  await choose({ name: 'film.png', buffer: pngOf(3 * 1024 * 1024) })
  await expect(chip('film.png')).toContainText('Being kept on this computer')
  await expect(send()).toBeDisabled()
  const there = other.page.getByRole('list', { name: 'Files for this reply' }).getByRole('listitem')
  await expect(there).toContainText('Being kept on this computer')
  await amara.page.reload()
  await amara.isReady()
  for (const each of [there, chip('film.png')]) await expect(each).toContainText('Remove it and choose it again.')
  await expect(send()).toBeDisabled()
  await chip('film.png').getByRole('button').click()
  await expect(there).toHaveCount(0)
  await amara.page.unroute('**/desk/files/*')
  await other.page.close()
})
