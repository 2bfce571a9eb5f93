import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPasswordKeys } from '../keys/password-keys.ts'
import { type KeyStore, memoryOnlyStore, openKeyFile } from '../keys/key-store.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { loadDeviceKeys } from './device-keys.ts'
import { afterFailure, afterServer, isExpired, needsServer, waitMs } from './guard.ts'
import { createVaults } from './vaults.ts'

const mei = { name: 'Mei Tan', email: 'Mei@Example.com', organisationName: 'Northwind' }
const replicaId = 'replica-1'

const never = () => {
  throw new Error('not expected')
}

/** Stands in for a keyring: turns every bit. */
const keyring = (canOpen: boolean): KeyStore => ({
  kind: 'os-keyring',
  wrap: (key) => key.map((byte) => byte ^ 0xff),
  unwrap: (wrapped) => (canOpen ? wrapped.map((byte) => byte ^ 0xff) : null),
})

async function open(dataDir: string, store: KeyStore) {
  return createVaults({
    dataDir,
    device: await loadDeviceKeys(dataDir, store, never),
    derivePasswordKey: createPasswordKeys(path.join(import.meta.dirname, '../keys/argon2-worker.ts')).derive,
    cost: { memoryKiB: 64, passes: 1 },
    clock: createManualTime().clock,
    onDamaged: never,
  })
}

describe('the keys of this computer', () => {
  it('are made once and then found again, and lie on the disk only as the keyring wrapped them', async () => {
    const folder = await tempFolder()
    const first = await loadDeviceKeys(folder, keyring(true), never)
    const file = await readFile(path.join(folder, 'device.sealed'))
    expect(file.includes(Buffer.from(first.installationKey).toString('base64'))).toBe(false)
    expect(await loadDeviceKeys(folder, keyring(true), never)).toEqual(first)
  })

  it('are set aside, never overwritten, when the keyring cannot open them any more', async () => {
    const folder = await tempFolder()
    const first = await loadDeviceKeys(folder, keyring(true), never)
    const told: string[] = []
    const second = await loadDeviceKeys(folder, keyring(false), (file) => told.push(file))
    expect(second.identity.installationId).not.toBe(first.identity.installationId)
    expect(told).toEqual(['device.sealed'])
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['device.sealed.unreadable']))
  })

  it('of a key file that is none are refused with a sentence', async () => {
    const folder = await tempFolder()
    await openKeyFile(path.join(folder, 'key'))
    expect(await readFile(path.join(folder, 'key'))).toHaveLength(32)
    await expect(openKeyFile(import.meta.filename)).rejects.toThrow('is no key file')
  })
})

describe('a vault', () => {
  it('opens with the password and this computer’s keys together, and with neither alone', async () => {
    const folder = await tempFolder()
    const store = await openKeyFile(path.join(folder, 'key'))
    const vaults = await open(folder, store)
    const made = await vaults.admit(replicaId, 'right', mei, null)
    expect(await vaults.unlock(replicaId, 'wrong')).toBeNull()
    expect(await vaults.unlock(replicaId, 'right')).toEqual(made)
    // The disk in another computer.
    const other = createVaults({
      dataDir: folder,
      device: await loadDeviceKeys(await tempFolder(), memoryOnlyStore(), never),
      derivePasswordKey: createPasswordKeys(path.join(import.meta.dirname, '../keys/argon2-worker.ts')).derive,
      cost: { memoryKiB: 64, passes: 1 },
      clock: createManualTime().clock,
      onDamaged: never,
    })
    expect(await other.outbox(replicaId)).toBeNull()
    expect(await other.unlock(replicaId, 'right')).toBeNull()
  })

  it('is found by the e-mail address, however it is written, and tells it to nobody', async () => {
    const folder = await tempFolder()
    const vaults = await open(folder, await openKeyFile(path.join(folder, 'key')))
    await vaults.admit(replicaId, 'right', mei, null)
    expect(await vaults.find(' mei@example.COM')).toBe(replicaId)
    expect(await vaults.find('ben@example.com')).toBeNull()
    // Three letters alone stand in the random parts once in fifty times.
    expect((await readFile(path.join(folder, replicaId, 'vault.json'), 'utf8')).toLowerCase()).not.toContain('mei@')
  })

  it('keeps its keys through a new password, and then the old one opens nothing', async () => {
    const folder = await tempFolder()
    const vaults = await open(folder, await openKeyFile(path.join(folder, 'key')))
    const made = await vaults.admit(replicaId, 'old', mei, null)
    expect(await vaults.rewrap(replicaId, 'not it', 'new')).toBe(false)
    expect(await vaults.rewrap(replicaId, 'old', 'new')).toBe(true)
    expect(await vaults.unlock(replicaId, 'old')).toBeNull()
    expect(await vaults.unlock(replicaId, 'new')).toEqual(made)
  })

  it('whose password was changed elsewhere keeps what was not sent, under a new data key', async () => {
    const folder = await tempFolder()
    const vaults = await open(folder, await openKeyFile(path.join(folder, 'key')))
    const made = await vaults.admit(replicaId, 'old', mei, null)
    const again = await vaults.admit(replicaId, 'new', mei, null)
    expect(again.outbox.outboxKey).toBe(made.outbox.outboxKey)
    expect(again.dataKey).not.toEqual(made.dataKey)
  })

  it('that is destroyed is gone, with its folder', async () => {
    const folder = await tempFolder()
    const vaults = await open(folder, await openKeyFile(path.join(folder, 'key')))
    await vaults.admit(replicaId, 'right', mei, null)
    await vaults.destroy(replicaId)
    expect(await vaults.list()).toEqual([])
    expect(await readdir(folder)).not.toContain(replicaId)
    await vaults.destroy(replicaId)
  })
})

describe('the guard', () => {
  const fresh = { failures: 0, nextTryAt: 0, keptUntilAt: 1_000_000, seenAt: 0 }

  it('lets four tries pass, then doubles the wait up to an hour, and after ten wants the server', () => {
    let guard = fresh
    const waits: number[] = []
    for (let tries = 0; tries < 14; tries++) {
      guard = afterFailure(guard, 0)
      waits.push(waitMs(guard, 0) / 1_000)
      expect(needsServer(guard)).toBe(tries >= 9)
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
  })

  it('never waits longer than an hour, however far the clock was set back', () => {
    expect(waitMs({ ...fresh, nextTryAt: 10 * 86_400_000 }, 0)).toBe(3_600_000)
  })

  it('counts the days without the server by the latest that the clock has shown', () => {
    const guard = afterServer(fresh, 100, 1_000)
    expect(isExpired(guard, 1_099)).toBe(false)
    expect(isExpired(guard, 1_100)).toBe(true)
    expect(isExpired({ ...guard, seenAt: 1_100 }, 5)).toBe(true)
    // A clock that once stood far ahead is forgiven as soon as the server is there.
    expect(isExpired(afterServer({ ...guard, seenAt: 9_999_999 }, 200, 1_000), 300)).toBe(false)
  })
})
