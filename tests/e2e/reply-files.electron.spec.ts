import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page, expect, test } from '@playwright/test'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { pngOf } from '../../server-sync/testing/file-samples.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, openElectronDesk } from './support/electron-desk.ts'
import { removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let cable: Cable
let dataDir: string

test.beforeAll(async () => {
  server = await startDemoServer()
  cable = await layCable(server.url)
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
})

test.afterAll(async () => {
  await server?.remove()
  await removeData(dataDir)
})

/** Bytes of the window's own memory, with what its buffers hold outside of the heap. */
async function watchMemory(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  const used = async () => {
    const usage = (await devtools.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
    return usage.usedSize + (usage.backingStorageSize ?? 0)
  }
  const atFirst = await used()
  let most = atFirst
  return {
    look: async () => void (most = Math.max(most, await used())),
    grown: () => most - atFirst,
  }
}

const sha256 = async (file: string) => {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}

const progress = (page: Page, name: string) =>
  page
    .getByRole('progressbar', { name })
    .evaluate((bar: HTMLProgressElement) => bar.value)
    .catch(() => 0)

test('a file of 100 MB goes to the customer without ever being in the window, although main is killed in the middle', async ({
  browser,
}) => {
  const question = 'Can you send me the film of the assembly?'
  const film = path.join(dataDir, 'film.png')
  await writeFile(film, pngOf(fileMaxBytes))
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)

  const open = async (): Promise<{ desk: ElectronDesk; agent: Workstation }> => {
    const desk = await openElectronDesk({ serverUrl: cable.url, dataDir, signIn: server.signIn })
    const agent = new Workstation(desk.window)
    await agent.isReady()
    await agent.view('Open')
    await agent.order('Most recent')
    await agent.openConversation(question)
    return { desk, agent }
  }

  const first = await open()
  const { page } = first.agent
  await first.agent.timeToUndo('None')
  await cable.pull()
  const memory = await watchMemory(page)
  await page.locator('input[type=file]').setInputFiles(film)
  await first.agent.composer.fill('Here is the film.')
  const send = page.getByRole('button', { name: 'Send reply' })
  await expect(page.getByText('You can send in a moment.')).toBeVisible()
  await expect
    .poll(
      async () => {
        await memory.look()
        return send.isEnabled()
      },
      { timeout: 90_000, intervals: [50] },
    )
    .toBe(true)
  // A piece or two at a time, and what else a window does.
  expect(memory.grown()).toBeLessThan(32 * 1024 * 1024)
  await send.click()
  await expect(first.agent.message('Here is the film.')).toContainText('Kept on this computer.')
  await cable.plugIn()
  await expect.poll(() => progress(page, 'film.png'), { timeout: 60_000, intervals: [50] }).toBeGreaterThan(0.05)
  const gone = first.desk.app.waitForEvent('close')
  first.desk.app.process().kill('SIGKILL')
  await gone

  const second = await open()
  await expect(shop.log.getByText('Here is the film.')).toHaveCount(1, { timeout: 120_000 })
  const received = shop.log.getByRole('link', { name: /^Save film\.png/ })
  await expect(received).toHaveCount(1)
  const saving = shop.page.waitForEvent('download')
  await received.click()
  expect(await sha256(await (await saving).path())).toBe(await sha256(film))
  await second.desk.app.close()
  await shop.close()
})
