import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { keyHits } from '../../src-main/testing/key-hits.ts'
import { plainTextHits } from '../../src-main/testing/plain-text-hits.ts'
import { type Cable, layCable } from './support/cable.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, enteredWindow, nextWindow, openElectronDesk, unlockDesk } from './support/electron-desk.ts'
import { type Keyring, startKeyring } from './support/keyring.ts'
import { removeData } from './support/launcher.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

const kenji = { email: 'kenji@meridian.example', password: 'demo password' }

let server: DemoServer
let cable: Cable
let keyring: Keyring

test.beforeAll(async () => {
  server = await startDemoServer()
  cable = await layCable(server.url)
  keyring = await startKeyring()
})

test.afterAll(async () => {
  await keyring.stop()
  await cable.pull()
  await server.remove()
})

const places = [
  {
    name: 'with a real keyring',
    hasKeyring: true,
    planted: { question: 'Has my heirloom marionette arrived?', reply: 'The quicksilver courier carries it' },
  },
  {
    name: 'without one',
    hasKeyring: false,
    planted: { question: 'Is the gramophone mended by now?', reply: 'The clockmaker polishes its trumpet' },
  },
]

for (const { name, hasKeyring, planted } of places) {
  test(`${name}: locks, forgets, opens again without the server, and is erased; nothing of it is left on the disk`, async ({
    browser,
  }) => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
    const start = (signIn?: { email: string; password: string }) =>
      openElectronDesk({
        serverUrl: cable.url,
        dataDir,
        keyFile: null,
        ...(hasKeyring ? { switches: ['--password-store=gnome-libsecret'], env: keyring.env } : {}),
        ...(signIn ? { signIn } : {}),
      })
    let desk = await start(server.signIn)
    let agent = new Workstation(desk.window)
    const shop = await askSomething(browser, agent, planted.question)

    await test.step('the lock ends every process of the desk, and the page that is left knows nothing', async () => {
      const before = await rendererIds(desk)
      desk = await lock(desk)
      const after = await rendererIds(desk)
      expect(after.filter((id) => before.includes(id))).toEqual([])
      await expect(desk.window.getByText(planted.question)).toHaveCount(0)
      expect(await desk.window.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
      // The door has no way to anybody's rows, with or without a key.
      expect(await status(desk, '/sync/snapshot')).toBe(404)
    })

    const waiting =
      await test.step('behind the door the next window waits: unseen, drawn, and without a row', async () => {
        await expect
          .poll(() => behindDoor(desk), { timeout: 30_000 })
          .toMatchObject([
            { isVisible: false, isLoading: false, lists: ['Opening your conversations'], rowsFromServer: 401 },
          ])
        const [found] = await behindDoor(desk)
        expect(found?.words).not.toContain(planted.question)
        expect(found?.options).toBe(0)
        return found?.id
      })

    await test.step('a wrong password opens nothing, the right one does without the server', async () => {
      await cable.pull()
      await desk.window.keyboard.type('not it')
      await desk.window.keyboard.press('Enter')
      await expect(desk.window.getByRole('alert').getByText('This password does not fit.')).toBeVisible()
      desk = await unlockDesk(desk, server.signIn.password)
      agent = new Workstation(desk.window)
      await agent.isReady()
      expect(await behindDoor(desk)).toMatchObject([{ id: waiting, isVisible: true }])
      await agent.order('Most recent')
      await agent.openConversation(planted.question)
      await agent.reply(planted.reply)
      await agent.expectDelivery(planted.reply, 'queued')
    })

    await test.step('what is not sent goes out while the desk is locked', async () => {
      desk = await lock(desk)
      await cable.plugIn()
      // After a long absence the server is asked for every ten seconds at most.
      await shop.reads(planted.reply, { timeout: 60_000 })
    })

    await test.step('killed and started again without the server', async () => {
      await cable.pull()
      await kill(desk)
      expect(await plainTextHits(dataDir, Object.values(planted))).toEqual([])
      desk = await start()
      if (!hasKeyring) {
        // Nothing was kept: said plainly, and the desk waits for the server.
        await expect(desk.window.getByRole('heading', { name: 'Sign in to Farline' })).toBeVisible()
        await expect(desk.window.getByText(/This computer has no keyring: what you read here is gone/)).toBeVisible()
        return
      }
      desk = await unlockDesk(desk, server.signIn.password)
      agent = new Workstation(desk.window)
      await agent.isReady()
      await agent.order('Most recent')
      await expect(agent.row(planted.question)).toBeVisible()
    })

    await test.step('a second agent of this computer has everything of their own', async () => {
      await cable.plugIn()
      if (hasKeyring) desk = await lock(desk)
      if (hasKeyring) await desk.window.getByRole('button', { name: 'Someone else' }).click()
      desk = await signIn(desk, kenji)
      agent = new Workstation(desk.window)
      await agent.isReady()
      const partitions = await readdir(path.join(dataDir, 'electron/chromium/Partitions')).catch(() => [])
      expect(partitions.filter((partition) => partition.startsWith('replica-'))).toHaveLength(hasKeyring ? 2 : 0)
      expect(await agent.page.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0)
    })

    await test.step('erased by the server: while it runs, and while it is off', async () => {
      const receiptsBefore = (await server.receipts()).length
      const door = nextWindow(desk.app)
      await server.wipe(kenji.email)
      const left = await door
      await expect(left.getByText('Your administrator had what Farline kept on this computer erased.')).toBeVisible({
        timeout: 30_000,
      })
      await kill(desk)
      await server.wipe(server.signIn.email)
      desk = await start()
      await expect(desk.window.getByRole('heading', { name: /Sign in to Farline|This desk is locked/ })).toBeVisible()
      if (!hasKeyring) {
        // Nothing here opens without a password: it is erased as soon as somebody comes with one.
        await desk.window.getByLabel('E-mail').fill(server.signIn.email)
        await desk.window.getByLabel('Password').fill(server.signIn.password)
        await desk.window.getByLabel('Password').press('Enter')
      }
      await expect.poll(() => vaults(dataDir), { timeout: 30_000 }).toEqual([])
      await expect.poll(() => server.receipts(), { timeout: 30_000 }).toHaveLength(receiptsBefore + 2)
      await kill(desk)
    })

    expect(await plainTextHits(dataDir, [...Object.values(planted), 'demo password'])).toEqual([])
    const folder = await readdir(path.join(dataDir, 'electron'))
    expect(folder.filter((entry) => /^[0-9a-f-]{36}$/.test(entry))).toEqual([])
    expect(folder.includes('device.sealed')).toBe(hasKeyring)
    await shop.close()
    await removeData(dataDir)
  })
}

/** All that a customer and an agent say is known here and on the desk, and nowhere in the demonstration. */
async function askSomething(browser: Browser, agent: Workstation, question: string): Promise<Shop> {
  await agent.isReady()
  await agent.timeToUndo('None')
  const shop = await Shop.open(browser, server.shopUrl)
  await shop.write(question)
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.openConversation(question)
  return shop
}

async function lock({ app, window }: ElectronDesk): Promise<ElectronDesk> {
  const door = nextWindow(app)
  await window.keyboard.press('Control+l').catch(() => undefined)
  const page = await door
  await expect(page.getByRole('heading', { name: 'This desk is locked' })).toBeVisible()
  return { app, window: page }
}

async function signIn({ app, window }: ElectronDesk, who: { email: string; password: string }): Promise<ElectronDesk> {
  await window.getByLabel('E-mail').fill(who.email)
  await window.getByLabel('Password').fill(who.password)
  await window.getByLabel('Password').press('Enter')
  return { app, window: await enteredWindow(app) }
}

const rendererIds = ({ app }: ElectronDesk) =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getOSProcessId()))

interface Seen {
  readonly words: string
  readonly lists: readonly string[]
  readonly options: number
  readonly rowsFromServer: number
}

/** The windows of a desk, before and after they are shown. */
const behindDoor = ({ app }: ElectronDesk) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const asked = `(async () => ({
      words: document.body.innerText,
      lists: [...document.querySelectorAll('[data-pane=list] p')].map((line) => line.innerText),
      options: document.querySelectorAll('[role=option]').length,
      rowsFromServer: (await fetch('/sync/snapshot')).status,
    }))()`
    const all = BrowserWindow.getAllWindows()
    const desks = all.filter(({ webContents }) => webContents.getURL() === 'app://farline/index.html')
    return Promise.all(
      desks.map(async (window) => {
        const { webContents } = window
        const seen = { id: webContents.id, isVisible: window.isVisible(), isLoading: webContents.isLoading() }
        return { ...seen, ...((await webContents.executeJavaScript(asked)) as Seen) }
      }),
    )
  })

const status = ({ window }: ElectronDesk, address: string) =>
  window.evaluate(async (asked) => (await fetch(asked)).status, address)

async function kill({ app }: ElectronDesk): Promise<void> {
  const gone = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await gone
}

async function vaults(dataDir: string): Promise<readonly string[]> {
  const data = path.join(dataDir, 'electron')
  const folders = await readdir(data, { withFileTypes: true })
  return folders
    .filter((entry) => entry.isDirectory() && existsSync(path.join(data, entry.name, 'vault.json')))
    .map(({ name }) => name)
}

test('the keys lie on the disk only as the keyring wrapped them, and a changed lock file opens nothing', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  const withKeyring = { switches: ['--password-store=gnome-libsecret'], env: keyring.env }
  const desk = await openElectronDesk({
    serverUrl: server.url,
    dataDir,
    keyFile: null,
    signIn: server.signIn,
    ...withKeyring,
  })
  await new Workstation(desk.window).isReady()
  const sealed = await readFile(path.join(dataDir, 'electron/device.sealed'))
  const { backend, opened } = await desk.app.evaluate(
    ({ safeStorage }, base64) => ({
      backend: safeStorage.getSelectedStorageBackend(),
      opened: Buffer.from(safeStorage.decryptString(Buffer.from(base64, 'base64')), 'base64').toString(),
    }),
    sealed.toString('base64'),
  )
  expect(backend).toBe('gnome_libsecret')
  const { installationKey, identity } = JSON.parse(opened) as {
    installationKey: string
    identity: { privateKey: string }
  }
  const keys = {
    installationKey: Buffer.from(installationKey, 'base64'),
    privateKey: Buffer.from(identity.privateKey, 'base64'),
  }
  expect(await keyHits(dataDir, keys)).toEqual([])
  await desk.app.close()
  await removeData(dataDir)
})
