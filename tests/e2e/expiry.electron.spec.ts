import { existsSync } from 'node:fs'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { plainTextHits } from '../../src-main/testing/plain-text-hits.ts'
import { type Cable, layCable } from './support/cable.ts'
import { daysLater } from './support/days-later.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, openElectronDesk, unlockDesk } from './support/electron-desk.ts'
import { type Keyring, startKeyring } from './support/keyring.ts'
import { removeData } from './support/launcher.ts'
import { Workstation } from './support/workstation.ts'

const planted = 'The brass orrery left the workshop at dusk'

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

test('a desk without its server opens for a week and then erases itself: neither its agent nor anybody else reads it again', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  const start = (days: number, signIn?: { email: string; password: string }) =>
    openElectronDesk({
      serverUrl: cable.url,
      dataDir,
      keyFile: null,
      switches: ['--password-store=gnome-libsecret'],
      env: { ...keyring.env, ...(days > 0 ? daysLater(days) : {}) },
      ...(signIn ? { signIn } : {}),
    })

  let desk = await start(0, server.signIn)
  const today = new Workstation(desk.window)
  await today.isReady()
  await today.list.getByRole('option').first().click()
  await today.note(planted)
  await expect(today.timeline.getByText(planted)).toBeVisible()
  await today.isSynced()
  await cable.pull()
  await kill(desk)

  await test.step('on the sixth day it opens with its agent’s password', async () => {
    desk = await start(6)
    expect(await desk.app.evaluate(() => Date.now())).toBeGreaterThan(Date.now() + 5 * 24 * 3_600_000)
    desk = await unlockDesk(desk, server.signIn.password)
    const later = new Workstation(desk.window)
    await later.isReady()
    await later.list.getByRole('option').first().click()
    await expect(later.timeline.getByText(planted)).toBeVisible()
    await kill(desk)
    expect(await kept(dataDir)).toEqual({ vaults: 1, replicas: 1 })
  })

  await test.step('on the eighth it is gone, and says why', async () => {
    desk = await start(8)
    await expect(desk.window.getByRole('heading', { name: 'Sign in to Farline' })).toBeVisible({ timeout: 30_000 })
    await expect(desk.window.getByText(/without the server for too long/)).toBeVisible()
    await expect.poll(() => kept(dataDir)).toEqual({ vaults: 0, replicas: 0 })
    await kill(desk)
  })

  await test.step('with the clock set back nothing comes back', async () => {
    desk = await start(0)
    await desk.window.getByLabel('E-mail').fill(server.signIn.email)
    await desk.window.getByLabel('Password').fill(server.signIn.password)
    await desk.window.getByLabel('Password').press('Enter')
    await expect(desk.window.getByRole('alert').getByText(/server/)).toBeVisible()
    await kill(desk)
    expect(await kept(dataDir)).toEqual({ vaults: 0, replicas: 0 })
  })

  expect(await plainTextHits(dataDir, [planted, server.signIn.password])).toEqual([])
  await removeData(dataDir)
})

async function kept(dataDir: string) {
  const data = path.join(dataDir, 'electron')
  const replicas = await readdir(path.join(data, 'chromium/Partitions'))
  const folders = await readdir(data)
  return {
    vaults: folders.filter((name) => existsSync(path.join(data, name, 'vault.json'))).length,
    replicas: replicas.filter((name) => name.startsWith('replica-')).length,
  }
}

async function kill({ app }: ElectronDesk): Promise<void> {
  const gone = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await gone
}
