import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, _electron, expect, test } from '@playwright/test'
import { ensureElectronRuntime } from '../../tools/electron-runtime/ensure-electron-runtime.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type DesktopShell, startDesktopShell } from './support/dbus/desktop-shell.ts'
import { type ElectronDesk, nextWindow, openElectronDesk, unlockDesk } from './support/electron-desk.ts'
import { type Keyring, startKeyring } from './support/keyring.ts'
import { areFontsEmbedded, wordsOf } from './support/pdf.ts'
import { Shop } from './support/shop.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let session: Keyring
let shell: DesktopShell
let dataDir: string
let desk: ElectronDesk
let shop: Shop
let downloads: string

test.beforeAll(async ({ browser }) => {
  session = await startKeyring()
  shell = await startDesktopShell(session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')
  server = await startDemoServer()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-os-'))
  desk = await openElectronDesk({
    serverUrl: server.url,
    dataDir,
    signIn: server.signIn,
    env: { ...session.env, XDG_CONFIG_HOME: path.join(dataDir, 'config') },
  })
  downloads = path.join(dataDir, 'downloads')
  await mkdir(downloads)
  await desk.app.evaluate(({ app }, folder) => app.setPath('downloads', folder), downloads)
  shop = await Shop.open(browser, server.shopUrl)
})

test.afterAll(async () => {
  await desk?.app.close()
  await shop?.close()
  await server?.remove()
  shell?.close()
  await session?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const press = (keys: string) => execFileSync('xdotool', ['key', keys])

/** Under a display without a window manager nobody else takes the focus. */
const lookAway = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.blur()
  })

const isForward = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null)

test('the tray says who sits here and how it stands, and its menu opens and locks', async () => {
  await new Workstation(desk.window).isReady()
  await expect.poll(async () => (await shell.tray())?.hint).toContain('Online')
  const tray = await shell.tray()
  expect(tray?.hasIcon).toBe(true)
  expect(tray?.menu.map(({ label }) => label)).toEqual(
    expect.arrayContaining([
      'Amara Okafor, Meridian Contact',
      'Open Farline',
      'New window',
      'Lock this desk',
      'Quit Farline',
    ]),
  )
  const opened = nextWindow(desk.app)
  await tray?.press('New window')
  await (await opened).close()
})

test('a message that comes while nobody looks is told once, by name, and a press opens its conversation', async () => {
  await lookAway(desk.app)
  expect(await isForward(desk.app)).toBe(false)
  await shop.write('Where is my lamp?')
  await expect.poll(() => shell.notifications().length).toBe(1)
  const [told] = shell.notifications()
  expect(told?.body).toBe('1 new message')
  await shop.write('It should have come on Monday.')
  await expect.poll(() => shell.notifications().map(({ body }) => body)).toEqual(['2 new messages'])
  expect(JSON.stringify(shell.everShown)).not.toMatch(/lamp|Monday/)
  const opened = nextWindow(desk.app)
  shell.press(shell.notifications()[0]?.id ?? 0)
  const window = new Workstation(await opened)
  await expect(window.message('Where is my lamp?')).toHaveCount(1)
  await window.page.close()
})

test('keys of the whole computer bring Farline forward and lock it; on a locked desk no customer is told of', async () => {
  await lookAway(desk.app)
  press('ctrl+shift+F11')
  await expect.poll(() => isForward(desk.app)).toBe(true)
  await lookAway(desk.app)
  const locked = nextWindow(desk.app)
  press('ctrl+shift+F12')
  desk = { ...desk, window: await locked }
  await expect(desk.window.getByRole('heading', { name: 'This desk is locked' })).toBeVisible()
  await expect.poll(async () => (await shell.tray())?.hint).toContain('Locked')
  expect((await shell.tray())?.menu.find(({ label }) => label === 'Lock this desk')?.isEnabled).toBe(false)
  const before = shell.everShown.length
  await lookAway(desk.app)
  await shop.write('Hello? Is anybody there?')
  expect(shell.everShown.slice(before)).toEqual([])
  desk = await unlockDesk(desk, server.signIn.password)
  await new Workstation(desk.window).isReady()
  const agent = new Workstation(desk.window)
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await expect(agent.row('Hello? Is anybody there?')).toBeVisible()
})

/** Opens the panel of what this computer does for Farline, with the keyboard alone. */
async function openComputerPanel() {
  await desk.window.keyboard.press('Control+k')
  await desk.window.keyboard.type('This computer')
  await desk.window.keyboard.press('Enter')
  const panel = desk.window.getByRole('dialog', { name: 'This computer' })
  await expect(panel).toBeVisible()
  return panel
}

test('keys that another program has are said to be taken, and keys that are free are held', async () => {
  const folder = path.join(dataDir, 'other-program')
  await mkdir(folder)
  await writeFile(path.join(folder, 'package.json'), '{"main":"main.js"}')
  await writeFile(path.join(folder, 'main.js'), '')
  const other = await _electron.launch({
    executablePath: await ensureElectronRuntime(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', folder],
  })
  const isHeld = () =>
    other.evaluate(({ app, globalShortcut }) =>
      app.whenReady().then(() => globalShortcut.register('F7', () => undefined)),
    )
  expect(await isHeld()).toBe(true)
  const panel = await openComputerPanel()
  const keys = panel.getByRole('button', { name: 'Change the keys for: Bring Farline forward' })
  await keys.click()
  await desk.window.keyboard.press('F7')
  await expect(panel.getByText('Another program has these keys')).toBeVisible()
  await keys.click()
  await desk.window.keyboard.press('Control+Shift+F6')
  await expect(panel.getByText('Another program has these keys')).toHaveCount(0)
  await expect(keys).toHaveAccessibleName(/Bring Farline forward/)
  await other.close()
  await desk.window.keyboard.press('Escape')
  await lookAway(desk.app)
  press('ctrl+shift+F6')
  await expect.poll(() => isForward(desk.app)).toBe(true)
})

test('an entry that starts Farline with the session is written and removed', async () => {
  const file = path.join(dataDir, 'config/autostart/farline.desktop')
  const panel = await openComputerPanel()
  const box = panel.getByRole('checkbox', { name: 'Start Farline when I log in to this computer' })
  await panel.getByText('Start Farline when I log in to this computer').click()
  await expect(box).toBeChecked()
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain(`"--server=${server.url}"`)
  await panel.getByText('Start Farline when I log in to this computer').click()
  await expect(box).not.toBeChecked()
  await expect(readFile(file)).rejects.toThrow('ENOENT')
  await desk.window.keyboard.press('Escape')
})

test('what a page hands out is kept under a safe name beside what is there; nothing comes from elsewhere', async () => {
  await writeFile(path.join(downloads, 'codes.txt'), 'precious')
  const save = (name: string) =>
    desk.window.evaluate((wanted) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['content'], { type: 'text/plain' }))
      link.download = wanted
      link.click()
    }, name)
  await save('codes.txt')
  await expect.poll(() => readFile(path.join(downloads, 'codes (2).txt'), 'utf8').catch(() => '')).toBe('content')
  await save('in\u202Evoice.exe')
  // Chromium may have put a line in place of what turns the direction.
  const invoice = async () => (await readdir(downloads)).find((name) => /^in[_-]?voice\.exe\.txt$/.test(name))
  await expect.poll(invoice).toBeDefined()
  expect(await readFile(path.join(downloads, 'codes.txt'), 'utf8')).toBe('precious')
  const refused = await desk.app.evaluate(
    ({ BrowserWindow }, url) =>
      new Promise<string>((resolve) => {
        const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
        window?.webContents.session.once('will-download', (event) => resolve(String(event.defaultPrevented)))
        window?.webContents.downloadURL(url)
      }),
    `${server.shopUrl}northwind-home/`,
  )
  expect(refused).toBe('true')
  // Of what was refused Chromium may have begun a file before it asked; it goes at once.
  const kept = ['codes (2).txt', 'codes.txt', await invoice()]
  await expect.poll(async () => (await readdir(downloads)).toSorted()).toEqual(kept)
})

test('a conversation becomes a PDF, beside the one that is there, and its hidden window is gone', async () => {
  const agent = new Workstation(desk.window)
  await shop.write('Which bulb does it take?')
  await shop.write('灯可以调光吗？')
  await shop.write('هل يمكن تعتيم المصباح؟')
  await agent.view('Unassigned')
  await agent.order('Most recent')
  await agent.row('هل يمكن تعتيم المصباح؟').click()
  await expect(agent.message('灯可以调光吗？')).toHaveCount(1)
  await agent.note('Only for us')
  /** Those that are written to their end; the shortest name, the first of them, before the others. */
  const pdfs = async () => {
    const names = (await readdir(downloads)).filter((name) => name.endsWith('.pdf'))
    const files = names.toSorted((one, other) => one.length - other.length).map((name) => path.join(downloads, name))
    const ends = await Promise.all(files.map(async (file) => (await readFile(file)).subarray(-8).toString()))
    return files.filter((_, index) => ends[index]?.includes('%%EOF'))
  }
  const windows = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const before = await windows()
  await desk.window.getByRole('button', { name: 'More actions' }).click()
  await desk.window.getByRole('menuitem', { name: 'Save as PDF' }).click()
  await expect.poll(async () => (await pdfs()).length, { timeout: 40_000 }).toBe(1)
  await desk.window.keyboard.press('Control+k')
  await desk.window.keyboard.type('PDF, with notes')
  await desk.window.keyboard.press('Enter')
  await expect.poll(async () => (await pdfs()).length, { timeout: 40_000 }).toBe(2)
  const [forCustomer = '', forUs = ''] = await pdfs()
  const words = wordsOf(forCustomer)
  // The reader takes the gap after a letter that does not join for one between two words.
  for (const said of ['Which bulb does it take?', '灯可以调光吗？', 'المصباح؟']) expect(words).toContain(said)
  expect(words).toContain('Conversation with Visitor')
  expect(words).toContain(/conversation-(.+)\.pdf$/.exec(forCustomer)?.[1])
  expect(words).toMatch(new RegExp(`Opened\\s.*${new Date().getFullYear()}`))
  expect(words).toMatch(/Printed\s.*Meridian Contact/)
  expect(words).not.toContain('Only for us')
  expect(words).not.toContain('Internal note')
  expect(wordsOf(forUs)).toContain('Only for us')
  expect(wordsOf(forUs)).toContain('Which bulb does it take?')
  const fonts = areFontsEmbedded(forCustomer)
  expect(fonts.length).toBeGreaterThan(2)
  expect(fonts).not.toContain(false)
  await expect.poll(windows).toBe(before)
})
