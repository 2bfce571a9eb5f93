import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
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

/**
 * Bytes that the window's process has for itself, as the system counts them: Chromium's own numbers of the heap leave out
 * what arrays of bytes hold.
 */
async function watchMemory({ app, window }: ElectronDesk) {
  const browserWindow = await app.browserWindow(window)
  const pid = await browserWindow.evaluate(({ webContents }) => webContents.getOSProcessId())
  const used = async () =>
    Number(/^RssAnon:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
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

test('a file of 100 MB goes to the customer without ever being in the window, although main is killed in the middle', async ({
  browser,
}) => {
  test.setTimeout(360_000)
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
  const memory = await watchMemory(first.desk)
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
  expect(memory.grown()).toBeGreaterThan(0)
  expect(memory.grown()).toBeLessThan(fileMaxBytes / 2)
  await send.click()
  await expect(first.agent.message('Here is the film.')).toContainText('Kept on this computer.')
  await cable.plugInFor(fileMaxBytes / 3)
  const gone = first.desk.app.waitForEvent('close')
  first.desk.app.process().kill('SIGKILL')
  await gone
  await cable.plugIn()

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
