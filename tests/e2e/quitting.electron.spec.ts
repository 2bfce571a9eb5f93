import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, openElectronDesk, unlockDesk } from './support/electron-desk.ts'
import { removeData } from './support/launcher.ts'
import { Workstation } from './support/workstation.ts'

// Whoever quits waits for nothing, whatever is just beginning or hanging.

let server: DemoServer
let dataDir: string

test.beforeAll(async () => {
  server = await startDemoServer()
  dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
})

test.afterAll(async () => {
  await server.remove()
  await removeData(dataDir)
})

/** Resolves with its code when the program is gone. Electron waits for every window. */
async function quit({ app }: ElectronDesk): Promise<number | null> {
  const exited = once(app.process(), 'exit')
  // What is to begin two seconds after coming in is due by then.
  await app.evaluate(({ app: electron }) => {
    electron.once('before-quit', () => {
      const until = Date.now() + 2_500
      while (Date.now() < until);
    })
    setImmediate(() => electron.quit())
  })
  const [code] = (await exited) as [number | null]
  return code
}

test('just after coming in', async () => {
  const desk = await openElectronDesk({ serverUrl: server.url, dataDir, signIn: server.signIn })
  await new Workstation(desk.window).isReady()
  expect(await quit(desk)).toBe(0)
})

test('at the door, with a desk behind it', async () => {
  const desk = await openElectronDesk({ serverUrl: server.url, dataDir })
  await expect(desk.window.getByRole('heading', { name: 'This desk is locked' })).toBeVisible({ timeout: 30_000 })
  expect(await quit(desk)).toBe(0)
})

test('while a page hangs, and whatever opens a window meanwhile', async () => {
  const desk = await unlockDesk(await openElectronDesk({ serverUrl: server.url, dataDir }), server.signIn.password)
  await new Workstation(desk.window).isReady()
  await desk.app.evaluate(({ app, BrowserWindow }) => {
    app.once('before-quit', () => setImmediate(() => new BrowserWindow({ show: false })))
  })
  const hang = () => {
    for (;;);
  }
  void desk.window.evaluate(hang).catch(() => undefined)
  expect(await quit(desk)).toBe(0)
})
