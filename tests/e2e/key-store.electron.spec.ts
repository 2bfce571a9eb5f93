import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type ElectronDesk, openElectronDesk } from './support/electron-desk.ts'
import { type Keyring, startKeyring } from './support/keyring.ts'
import { type Launched, launch, removeData } from './support/launcher.ts'
import { Workstation } from './support/workstation.ts'

let run: Launched
let keyring: Keyring | undefined

test.beforeAll(async () => {
  run = await launch(['--host', 'browser'])
  await run.ready()
  keyring = await startKeyring()
})

test.afterAll(async () => {
  await keyring?.stop()
  await run.stop()
  await removeData(run.dataDir)
})

test('a real keyring wraps the key: the disk holds it in no other form, and a killed desk opens its data again', async () => {
  const { urls } = await run.ready()
  const serverUrl = new URL(urls.server).origin
  const withKeyring = { switches: ['--password-store=gnome-libsecret'], env: keyring?.env ?? {} }
  const password = await run.password()
  const first = await openElectronDesk({
    serverUrl,
    dataDir: run.dataDir,
    signIn: { email: 'amara@meridian.example', password },
    ...withKeyring,
  })
  await new Workstation(first.window).isReady()
  const folder = await replicaFolder()
  expect(await names(folder)).toContain('data-key.wrapped')
  expect(await names(folder)).not.toContain('data-key')

  const wrapped = await readFile(path.join(folder, 'data-key.wrapped'))
  const { backend, key } = await unwrap(first, wrapped)
  expect(backend).toBe('gnome_libsecret')
  const plain = Buffer.from(key, 'base64')
  expect(plain).toHaveLength(32)
  for (const file of await filesUnder(run.dataDir)) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    for (const form of [plain, Buffer.from(key), Buffer.from(plain.toString('hex'))]) {
      expect(bytes.includes(form), path.relative(run.dataDir, file)).toBe(false)
    }
  }

  const exited = new Promise((resolve) => first.app.process().once('exit', resolve))
  first.app.process().kill('SIGKILL')
  await exited
  const second = await openElectronDesk({ serverUrl, dataDir: run.dataDir, ...withKeyring })
  await new Workstation(second.window).isReady()
  expect(await readFile(path.join(folder, 'data-key.wrapped'))).toEqual(wrapped)
  expect((await names(folder)).filter((name) => /kept|unreadable|damaged/.test(name))).toEqual([])
  await second.app.close()
})

async function replicaFolder(): Promise<string> {
  const data = path.join(run.dataDir, 'electron')
  const log = (await filesUnder(data)).find((file) => path.basename(file) === 'commands.log')
  expect(log).toBeDefined()
  return path.dirname(log!)
}

const names = (folder: string) => readdir(folder)

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

/** As the app itself would, in its own process. */
function unwrap({ app }: ElectronDesk, wrapped: Buffer): Promise<{ backend: string; key: string }> {
  return app.evaluate(
    ({ safeStorage }, base64) => ({
      backend: safeStorage.getSelectedStorageBackend(),
      key: safeStorage.decryptString(Buffer.from(base64, 'base64')),
    }),
    wrapped.toString('base64'),
  )
}
