import { randomBytes } from 'node:crypto'
import { access, mkdir, open, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '#shared/kit/clock.ts'
import { isMissing } from '../files/file-errors.ts'
import { createJsonFile } from '../files/json-file.ts'
import type { DerivePasswordKey, PasswordKeyCost } from '../keys/password-key.ts'
import type { DeviceKeys } from './device-keys.ts'
import { type Guard, afterFailure, afterSuccess, guardTag, isGuardTag, triesMax } from './guard.ts'
import { type VaultKeys, isVaultOf, openOutbox, openVault, sealVault } from './vault-crypto.ts'
import { type Outbox, type VaultFile, vaultFileSchema } from './vault-file.ts'

export interface VaultsParts {
  readonly dataDir: string
  readonly device: DeviceKeys
  readonly derivePasswordKey: DerivePasswordKey
  readonly cost: PasswordKeyCost
  readonly clock: Clock
  onDamaged(file: string): void
}

export type Person = Pick<Outbox, 'name' | 'email' | 'organisationName'>

/** The keys of everybody who has signed in on this computer, each in the folder of their replica. */
export interface Vaults {
  list(): Promise<readonly string[]>
  /** Whose replica has been used here under this e-mail address. */
  find(email: string): Promise<string | null>
  /** Who it is and what main needs in order to send; null when it takes the password. */
  outbox(replicaId: string): Promise<Outbox | null>
  guard(replicaId: string): Promise<Guard | null>
  changeGuard(replicaId: string, change: (guard: Guard) => Guard): Promise<void>
  /** Counts what is wrong. */
  unlock(replicaId: string, password: string): Promise<VaultKeys | null>
  /**
   * The server has let them in with this password. What only an earlier password opens is made anew, and the outbox stays
   * as long as this computer can open it.
   * @param opened what the password has just opened here, if it did
   */
  admit(replicaId: string, password: string, person: Person, opened: VaultKeys | null): Promise<VaultKeys>
  /** The password was changed here: the same keys under the new one. */
  rewrap(replicaId: string, password: string, newPassword: string): Promise<boolean>
  destroy(replicaId: string): Promise<void>
}

const fileName = 'vault.json'

export function createVaults(parts: VaultsParts): Vaults {
  const { dataDir, device, clock } = parts
  /** One change of a vault after another. */
  const turns = new Map<string, Promise<unknown>>()

  function inTurn<Result>(replicaId: string, work: () => Promise<Result>): Promise<Result> {
    const next = (turns.get(replicaId) ?? Promise.resolve()).then(work)
    turns.set(
      replicaId,
      next.catch(() => undefined), // Whoever asked gets the failure; the next change goes on.
    )
    return next
  }

  const folderOf = (replicaId: string) => path.join(dataDir, replicaId)
  const fileOf = (replicaId: string) =>
    createJsonFile(path.join(folderOf(replicaId), fileName), vaultFileSchema, () =>
      parts.onDamaged(`${replicaId}/${fileName}`),
    )

  async function read(replicaId: string): Promise<VaultFile | null> {
    const file = await fileOf(replicaId).read()
    if (!file || file.replicaId !== replicaId) return null
    // Somebody has written it who does not have the installation key: only the server opens it now.
    const isOurs =
      device.kind === 'memory-only' || isGuardTag(device.installationKey, replicaId, file.guard, file.guardTag)
    return isOurs ? file : { ...file, guard: { ...file.guard, failures: triesMax } }
  }

  const write = (file: VaultFile, guard: Guard) =>
    fileOf(file.replicaId).write({
      ...file,
      guard,
      guardTag: guardTag(device.installationKey, file.replicaId, guard),
    })

  async function list(): Promise<readonly string[]> {
    const found: string[] = []
    for (const entry of await readdir(dataDir, { withFileTypes: true })) {
      if (entry.isDirectory() && (await read(entry.name))) found.push(entry.name)
    }
    return found
  }

  return {
    list,
    async find(email) {
      for (const replicaId of await list()) {
        const file = await read(replicaId)
        if (file && isVaultOf(file, email)) return replicaId
      }
      return null
    },
    async outbox(replicaId) {
      const file = await read(replicaId)
      return file && openOutbox(device, file)
    },
    guard: async (replicaId) => (await read(replicaId))?.guard ?? null,
    changeGuard: (replicaId, change) =>
      inTurn(replicaId, async () => {
        const file = await read(replicaId)
        if (file) await write(file, change(file.guard))
      }),
    unlock: (replicaId, password) =>
      inTurn(replicaId, async () => {
        const file = await read(replicaId)
        if (!file) return null
        const keys = await openVault(parts, file, password)
        const isKept = keys && openOutbox(device, file)
        // What only the password opened is sealed for this process again, or main could not send while it is locked.
        if (keys && !isKept) {
          await fileOf(replicaId).write(
            await sealVault(parts, replicaId, password, keys, afterSuccess(file.guard, clock.now())),
          )
        } else await write(file, (keys ? afterSuccess : afterFailure)(file.guard, clock.now()))
        return keys
      }),
    admit: (replicaId, password, person, opened) =>
      inTurn(replicaId, async () => {
        await mkdir(folderOf(replicaId), { recursive: true, mode: 0o700 })
        const file = await read(replicaId)
        const now = clock.now()
        const guard = { failures: 0, nextTryAt: 0, keptUntilAt: now, seenAt: now }
        const kept = file && openOutbox(device, file)
        // Nothing has changed: deriving a key once more would make whoever signs in wait for nothing.
        if (opened && file && kept && isSamePerson(kept, person)) {
          await write(file, guard)
          return opened
        }
        const outbox = opened?.outbox ?? kept
        const keys: VaultKeys = {
          dataKey: opened?.dataKey ?? randomBytes(32),
          outbox: {
            outboxKey: outbox?.outboxKey ?? randomBytes(32).toString('base64'),
            identity: outbox?.identity ?? device.identity,
            ...person,
          },
        }
        await fileOf(replicaId).write(await sealVault(parts, replicaId, password, keys, guard))
        return keys
      }),
    rewrap: (replicaId, password, newPassword) =>
      inTurn(replicaId, async () => {
        const file = await read(replicaId)
        const keys = file && (await openVault(parts, file, password))
        if (!file || !keys) return false
        await fileOf(replicaId).write(await sealVault(parts, replicaId, newPassword, keys, file.guard))
        return true
      }),
    destroy: (replicaId) =>
      inTurn(replicaId, async () => {
        await overwrite(path.join(folderOf(replicaId), fileName))
        // Something may just be writing its last words in there.
        await rm(folderOf(replicaId), { recursive: true, force: true, maxRetries: 3 })
      }),
  }
}

const isSamePerson = (known: Person, person: Person) =>
  known.name === person.name && known.email === person.email && known.organisationName === person.organisationName

/** Whether somebody has signed in here whose replica is called so, without opening anything. */
export async function hasVault(dataDir: string, replicaId: string): Promise<boolean> {
  try {
    await access(path.join(dataDir, replicaId, fileName))
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** A disk may keep what was deleted, and often keeps what was overwritten; the keys in it are sealed in any case. */
async function overwrite(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+')
    try {
      const { size } = await handle.stat()
      await handle.write(randomBytes(size), 0, size, 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
