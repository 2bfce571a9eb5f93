import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { removeData } from './support/launcher.ts'
import { type UndebuggedElectron, startUndebuggedElectron } from './support/undebugged-electron.ts'
import { WindowsFromMain } from './support/windows-from-main.ts'

let server: DemoServer
let dataDir: string
let desk: UndebuggedElectron
let windows: WindowsFromMain

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  server = await startDemoServer()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  desk = await startUndebuggedElectron(
    [
      `--server=${server.url}`,
      `--data=${path.join(dataDir, 'electron')}`,
      `--key-file=${path.join(dataDir, 'device-key')}`,
    ],
    { FARLINE_SIGN_IN: JSON.stringify(server.signIn) },
  )
  await expect.poll(() => said('listening'), { timeout: 60_000 }).toBe(1)
  windows = await WindowsFromMain.of(desk)
  await expect.poll(rows, { timeout: 60_000 }).toBeGreaterThan(0)
})

test.afterEach(async () => {
  const info = test.info()
  if (info.status !== info.expectedStatus) await info.attach('said', { body: desk.said(), contentType: 'text/plain' })
})

test.afterAll(async () => {
  await desk.end()
  await server.remove()
  await removeData(dataDir)
})

const said = (event: string) => desk.said().split(`"event":"${event}"`).length - 1

const rows = () => windows.ask('', () => document.querySelectorAll('[role=option]').length, '')

/** Whoever is asked from now on answers with this button, as fast as nobody can. */
const answerWith = (button: number) =>
  desk.evaluate(({ dialog }, response) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { message } = given.at(-1) as Electron.MessageBoxOptions
      asked.push(message)
      return { response, checkboxChecked: false }
    }
  }, button)

const asked = () => desk.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

test('a window that hangs has its person asked, and is loaded anew when they want that', async () => {
  await answerWith(0)
  await windows.hang('index.html')
  // Only whoever is spoken to can fail to answer. The first key may still be heard before the loop begins.
  const speak = () =>
    desk.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.isVisible())
      for (const type of ['keyDown', 'keyUp'] as const) window?.webContents.sendInputEvent({ type, keyCode: 'a' })
    })
  await expect
    .poll(
      async () => {
        if (said('window-hung') === 0) await speak()
        return said('window-hung')
      },
      { timeout: 60_000 },
    )
    .toBe(1)
  expect(await asked()).toEqual(['This window does not answer'])
  await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThan(0)
  expect(said('window-gone')).toBe(1)
})

test('the worker’s process and the media window hang: nobody is asked, and both are made anew', async () => {
  await expect.poll(() => said('media-here'), { timeout: 30_000 }).toBeGreaterThan(0)
  const media = said('media-here')
  // Standing still takes the worker along, which nothing but its process can be reached by.
  process.kill(await windows.processOf('app://farline/keeper.html'), 'SIGSTOP')
  await windows.hang('media.html')
  await expect.poll(() => said('keeper-gone'), { timeout: 60_000 }).toBe(1)
  // The page and its worker fell silent together: whichever is missed first ends the process for both, once.
  expect(said('keeper-hung') + said('worker-hung')).toBeGreaterThan(0)
  await expect.poll(() => [said('media-hung'), said('media-here')], { timeout: 60_000 }).toEqual([1, media + 1])
  // What is asked of the rows now is answered by the next worker.
  await windows.ask('', () => location.reload(), '')
  await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThan(0)
  expect(await asked()).toEqual(['This window does not answer'])
})

test('a window that keeps dying asks instead of loading for ever', async () => {
  await answerWith(0)
  // The hang above may count: it is no minute ago where computers are fast.
  for (let death = 1; (await asked()).length === 0; death++) {
    expect(death).toBeLessThanOrEqual(3)
    const before = said('window-gone')
    await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThan(0)
    process.kill(await windows.processOf('app://farline/index.html'), 'SIGKILL')
    await expect.poll(() => said('window-gone')).toBe(before + 1)
  }
  expect(await asked()).toEqual(['This window has failed three times'])
  expect(said('window-keeps-dying')).toBe(1)
  await expect.poll(rows, { timeout: 30_000 }).toBeGreaterThan(0)
})
