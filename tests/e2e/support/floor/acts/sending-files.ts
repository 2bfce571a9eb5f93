import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Locator, expect, test } from '@playwright/test'
import { pdf, pngOf } from '../../../../../server-sync/testing/file-samples.ts'
import type { Floor } from '../floor.ts'
import type { Asking } from './asking.ts'

const late = { timeout: 60_000 }
/** Long enough on its way to be cut. */
const photo = pngOf(24 * 1024 * 1024)
const film = pngOf(3 * 1024 * 1024)

/** Files go both ways, each cut in the middle, and are on the other side what they were. */
export async function sendingFiles(floor: Floor, asked: Asking): Promise<void> {
  await test.step('a customer’s picture, the server killed in the middle', () => fromCustomer(floor, asked))
  await test.step('an agent’s files, the cable pulled in the middle', () => fromAgent(floor, asked))
}

async function fromCustomer({ server, amara }: Floor, { mila }: Asking): Promise<void> {
  const text = 'This is the one I mean.'
  const { chat, log } = mila.shop
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-floor-'))
  await writeFile(path.join(folder, 'kite.png'), photo)
  await chat.locator('input[type=file]').setInputFiles(path.join(folder, 'kite.png'))
  const progress = chat.getByRole('progressbar', { name: 'kite.png' })
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { intervals: [20] })
    .toBeGreaterThan(1_000_000)
  await server.kill()
  await mila.writes(text, ['kite.png'])
  await server.start()
  await expect(log.getByRole('link', { name: /^Save kite\.png/ })).toBeVisible(late)
  await mila.isHeard(text)
  await amara.opens(mila.question)
  await amara.hears(text)
  expect((await saved(amara.agent.page.getByRole('link', { name: /^Save kite\.png/ }))).equals(photo)).toBe(true)
  await rm(folder, { recursive: true })
}

async function fromAgent({ amara, ledger }: Floor, { mila }: Asking): Promise<void> {
  const { page, composer } = amara.agent
  const text = 'Here is how it is flown.'
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await choosing).setFiles([
    { name: 'first flight.png', mimeType: '', buffer: film },
    { name: 'manual.pdf', mimeType: '', buffer: pdf },
  ])
  await composer.fill(text)
  await expect(page.getByRole('button', { name: 'Send reply' })).toBeEnabled(late)
  await composer.press('Control+Enter')
  await amara.cable.pull()
  ledger.says({ conversation: mila.question, by: amara.name, text, files: ['first flight.png', 'manual.pdf'] })
  ledger.commands(mila.question, amara.name, 'message.send')
  ledger.belongsTo(mila.question, amara.name)
  await expect(amara.agent.message(text)).toHaveCount(1)
  // Said later, and not before the files.
  await amara.answers(mila.question, 'Mind the wires.')
  await amara.cable.plugIn()
  await mila.reads(text)
  await mila.reads('Mind the wires.')
  const { log } = mila.shop
  expect((await saved(log.getByRole('link', { name: /^Save first flight\.png/ }))).equals(film)).toBe(true)
  expect((await saved(log.getByRole('link', { name: /^Save manual\.pdf/ }))).equals(pdf)).toBe(true)
}

async function saved(link: Locator): Promise<Buffer> {
  const saving = link.page().waitForEvent('download')
  await link.click()
  return readFile(await (await saving).path())
}
