import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openEraser, erasuresSchema } from '../../../../src-main/erase/eraser.ts'
import { createJsonFile } from '../../../../src-main/files/json-file.ts'
import { openKeyFile } from '../../../../src-main/keys/key-store.ts'
import { createSealer } from '../../../../src-main/keys/sealer.ts'
import { openSessionFile, whoSchema } from '../../../../src-main/session/kept-session.ts'
import { StartRefused } from '../../../../src-main/start/start-refused.ts'
import { loadDeviceKeys } from '../../../../src-main/vault/device-keys.ts'
import { createVaults } from '../../../../src-main/vault/vaults.ts'
import { examplesOf } from '../../input/examples.ts'
import { words } from '../../input/words.ts'
import { quickPasswordKey } from '../../parts/quick-password-key.ts'
import type { Reader } from './reader.ts'

const replicaId = 'replica-ana'
const password = 'seven herons over the weir'
const person = { name: 'Ana', email: 'ana@example.org', organisationName: 'Meridian' }

/** Files that hold keys, or say what of them is to be destroyed, read by the very parts that read them at a start. */
export async function openVaultReaders(folder: string): Promise<Readonly<Record<string, Reader>>> {
  const pristine = path.join(folder, 'pristine')
  const dataDir = path.join(folder, 'data')
  await mkdir(pristine, { mode: 0o700 })
  const store = await openKeyFile(path.join(folder, 'key'))
  const device = await loadDeviceKeys(pristine, store, () => undefined)
  const clock = { now: () => 1_000 }
  const openVaults = (dir: string) =>
    createVaults({
      dataDir: dir,
      device,
      derivePasswordKey: quickPasswordKey,
      cost: { memoryKiB: 8, passes: 1 },
      clock,
      onDamaged: () => undefined,
    })
  const { dataKey, outbox } = await openVaults(pristine).admit(replicaId, password, person, null)
  const vaultFile = await readFile(path.join(pristine, replicaId, 'vault.json'), 'utf8')
  const outboxKey = Buffer.from(outbox.outboxKey, 'base64')
  const sealer = createSealer(outboxKey, 'farline/session')
  const who = examplesOf(whoSchema, words)

  /** The folder as it was left, with one file in it replaced. */
  async function desk(file: string, name: string): Promise<void> {
    await rm(dataDir, { recursive: true, force: true })
    await cp(pristine, dataDir, { recursive: true })
    await cp(file, path.join(dataDir, name))
  }

  return {
    'key-file': {
      example: (random) => 'k'.repeat(random.pick([0, 30, 31, 32])),
      async read(file) {
        try {
          await openKeyFile(file)
          return (await readFile(file)).length === 32 ? 'taken' : '[whole-key] a key of another length'
        } catch (error) {
          if (error instanceof StartRefused) return 'refused'
          throw error
        }
      },
    },
    'device-keys': {
      example: () => ({
        installationKey: Buffer.from(device.installationKey).toString('base64'),
        identity: { ...device.identity },
      }),
      async read(file) {
        await desk(file, 'device.sealed')
        // One in two is sealed by the right key: then what it holds is looked at.
        const given = await readFile(file)
        if (given.length % 2 === 0) await writeFile(path.join(dataDir, 'device.sealed'), store.wrap(given))
        const before = await readFile(path.join(dataDir, 'device.sealed'))
        let isUnreadable = false
        const read = await loadDeviceKeys(dataDir, store, () => void (isUnreadable = true))
        if (!isUnreadable) return read.installationKey.length > 0 ? 'taken' : '[whole-key] an empty key'
        const kept = await readFile(path.join(dataDir, 'device.sealed.unreadable'))
        return kept.equals(before) ? 'set aside' : '[nothing-thrown-away] keys that could not be read are gone'
      },
    },
    vault: {
      example: () => JSON.parse(vaultFile) as never,
      async read(file) {
        await desk(file, path.join(replicaId, 'vault.json'))
        const vaults = openVaults(dataDir)
        const found = await vaults.list()
        if (found.some((id) => id !== replicaId)) return '[own-vault] a vault of another name was believed'
        await vaults.find(person.email)
        await vaults.outbox(replicaId)
        const guard = await vaults.guard(replicaId)
        const isOurs = (await readFile(file, 'utf8')) === `${vaultFile}`
        if (await vaults.unlock(replicaId, 'a wrong password')) return '[authentic] another password opened it'
        const keys = await vaults.unlock(replicaId, password)
        if (keys && !Buffer.from(keys.dataKey).equals(Buffer.from(dataKey))) return '[authentic] another key came out'
        if (isOurs && !keys) return '[goes-on] it did not open, and nothing is wrong with it'
        // Whoever signs in with the server's blessing gets a desk, whatever lay there.
        const admitted = await vaults.admit(replicaId, password, person, keys)
        if (admitted.dataKey.length !== 32) return '[whole-key] a key of another length'
        return keys ? 'opened' : guard ? 'shut' : 'set aside'
      },
    },
    'kept-session': {
      example: (random) => ({
        serverUrl: 'https://farline.example.com',
        refreshToken: 'x'.repeat(43),
        who: who(random),
      }),
      async read(file) {
        await desk(file, path.join(replicaId, 'session.sealed'))
        const given = await readFile(file)
        const place = path.join(dataDir, replicaId, 'session.sealed')
        // Sealed by the right key it can only be JSON: nobody else has that key.
        const text = given.toString('utf8')
        if (isJson(text)) await writeFile(place, sealer.seal(text, replicaId))
        return (await openSessionFile(dataDir, replicaId, outboxKey).read()) ? 'taken' : 'nothing'
      },
    },
    erasures: {
      example: examplesOf(erasuresSchema, [...words, '..', '../pristine', '.']),
      async read(file) {
        await desk(file, 'erasures.json')
        const outside = path.join(folder, 'outside')
        await writeFile(outside, 'not of this desk')
        const eraser = await openEraser({
          dataDir,
          file: createJsonFile(path.join(dataDir, 'erasures.json'), erasuresSchema, () => undefined),
          vaults: openVaults(dataDir),
          device,
          door: { sendReceipt: async () => true },
          clock,
          closeDesk: async () => 0,
          eraseReplica: async () => undefined,
          report: () => undefined,
        })
        await eraser.resume()
        await eraser.sendReceipts()
        await eraser.idle()
        const isHere = await Promise.all([readFile(outside), readFile(path.join(pristine, 'device.sealed'))]).then(
          () => true,
          () => false,
        )
        return isHere ? 'read' : '[own-folder] something outside of the desk was erased'
      },
    },
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
