import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { createPasswordKeys } from '../../src-main/keys/password-keys.ts'
import { strongCost } from '../../src-main/keys/password-key.ts'
import { openSessionFile } from '../../src-main/session/kept-session.ts'
import { keyHits } from '../../src-main/testing/key-hits.ts'
import { plainTextHits } from '../../src-main/testing/plain-text-hits.ts'
import { deviceIdentitySchema } from '../../src-main/vault/device-identity.ts'
import { createVaults } from '../../src-main/vault/vaults.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { type ElectronDesk, openElectronDesk } from './support/electron-desk.ts'
import { type Keyring, startKeyring } from './support/keyring.ts'
import { projectRoot, removeData } from './support/launcher.ts'
import { Workstation } from './support/workstation.ts'

const planted = {
  note: 'The bewildered beekeeper telephoned',
  draft: 'An unravelled tapestry of apologies',
}

let server: DemoServer
let keyring: Keyring

test.beforeAll(async () => {
  server = await startDemoServer()
  keyring = await startKeyring()
})

test.afterAll(async () => {
  await keyring.stop()
  await server.remove()
})

test('a crash of a window and one of main leave no word and no key behind: no dump, no log, no temporary file', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-e2e-'))
  const temporary = path.join(dataDir, 'tmp')
  await mkdir(temporary)
  const desk = await openElectronDesk({
    serverUrl: server.url,
    dataDir,
    keyFile: null,
    switches: ['--password-store=gnome-libsecret'],
    env: { ...keyring.env, TMPDIR: temporary },
    signIn: server.signIn,
  })
  const agent = new Workstation(desk.window)
  await agent.isReady()
  await agent.list.getByRole('option').first().click()
  await agent.note(planted.note)
  await expect(agent.timeline.getByText(planted.note)).toBeVisible()
  await agent.composer.fill(planted.draft)
  await expect(agent.page.getByText('Draft kept')).toBeVisible()
  await agent.isSynced()
  const keys = await keysOf(desk, path.join(dataDir, 'electron'))

  // Wherever this program might leave something is looked at.
  const places = await desk.app.evaluate(({ app }) => ({
    dumps: app.getPath('crashDumps'),
    logs: app.getPath('logs'),
    temporary: app.getPath('temp'),
    data: app.getPath('userData'),
  }))
  for (const place of Object.values(places)) expect(path.relative(dataDir, place)).not.toMatch(/^\.\./)
  const left = async () => [
    ...(await plainTextHits(dataDir, [...Object.values(planted), server.signIn.password])),
    ...(await keyHits(dataDir, keys)),
    ...(await readdir(dataDir, { recursive: true })).filter((name) => name.endsWith('.dmp')),
  ]

  await crashWindow(desk)
  expect(await left()).toEqual([])

  const gone = desk.app.waitForEvent('close')
  // It does not come to an answer.
  void desk.app.evaluate(() => process.crash()).catch(() => undefined)
  await gone
  expect(await left()).toEqual([])

  // What would lie there is found.
  await writeFile(path.join(temporary, 'core'), Buffer.concat([Buffer.from('…'), keys['data key'] ?? Buffer.alloc(0)]))
  await writeFile(path.join(temporary, 'text'), planted.draft, 'utf16le')
  expect(await left()).toEqual([expect.stringContaining('tmp/text'), 'tmp/core: data key'])
  await removeData(dataDir)
})

/** Its window’s, as a fault in Chromium would; resolves when main has loaded it anew. */
async function crashWindow({ app, window }: ElectronDesk): Promise<void> {
  const page = await app.browserWindow(window)
  await page.evaluate(
    ({ webContents }) =>
      new Promise<void>((resolve) => {
        webContents.once('render-process-gone', () => webContents.once('did-finish-load', () => resolve()))
        webContents.forcefullyCrashRenderer()
      }),
  )
}

/** All that opens anything at this desk, opened as its agent and its computer can. */
async function keysOf({ app }: ElectronDesk, dataDir: string): Promise<Record<string, Uint8Array>> {
  const opened = await app.evaluate(
    async ({ safeStorage }, file) => {
      const { readFileSync } = process.getBuiltinModule('node:fs')
      return Buffer.from(safeStorage.decryptString(readFileSync(file)), 'base64').toString()
    },
    path.join(dataDir, 'device.sealed'),
  )
  const device = JSON.parse(opened) as { installationKey: string; identity: unknown }
  const identity = deviceIdentitySchema.parse(device.identity)
  const installationKey = Buffer.from(device.installationKey, 'base64')
  const vaults = createVaults({
    dataDir,
    device: { kind: 'os-keyring', installationKey, identity },
    derivePasswordKey: createPasswordKeys(path.join(projectRoot, 'out/main/argon2-worker.js')).derive,
    cost: strongCost,
    clock: { now: () => Date.now() },
    onDamaged: (file) => {
      throw new Error(`${file} is damaged`)
    },
  })
  const [replicaId = ''] = await vaults.list()
  const vault = await vaults.unlock(replicaId, server.signIn.password)
  if (!vault) throw new Error('the vault does not open')
  const outboxKey = Buffer.from(vault.outbox.outboxKey, 'base64')
  const kept = await openSessionFile(dataDir, replicaId, outboxKey).read()
  return {
    'installation key': installationKey,
    'private key': Buffer.from(identity.privateKey, 'base64').subarray(-32),
    'data key': vault.dataKey,
    'outbox key': outboxKey,
    'refresh token': Buffer.from(kept?.refreshToken ?? ''),
  }
}
