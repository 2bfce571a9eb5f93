import { randomBytes } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { isMissing } from '../files/file-errors.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { KeyStore } from '../keys/key-store.ts'
import { type DeviceIdentity, deviceIdentitySchema, makeDeviceIdentity } from './device-identity.ts'

/** What this installation has, whoever sits at it. */
export interface DeviceKeys {
  readonly kind: KeyStore['kind']
  /** Opens, together with an agent's password, what is that agent's; alone, what main needs in order to send. */
  readonly installationKey: Uint8Array
  readonly identity: DeviceIdentity
}

const storedSchema = z.strictObject({ installationKey: z.base64(), identity: deviceIdentitySchema })

const fileName = 'device.sealed'

/**
 * Made at the first start and kept in the system's store. Where there is none they live as long as this process, and so
 * does all that they alone can open.
 */
export async function loadDeviceKeys(
  dataDir: string,
  store: KeyStore,
  onUnreadable: (file: string) => void,
): Promise<DeviceKeys> {
  const file = path.join(dataDir, fileName)
  if (store.kind === 'memory-only') return describe(store.kind, made())
  const wrapped = await readIfThere(file)
  if (wrapped) {
    const kept = parse(store.unwrap(wrapped))
    if (kept) return describe(store.kind, kept)
    // Never overwritten: the keyring may come back, and with it all that this opens.
    await rename(file, `${file}.unreadable`)
    onUnreadable(fileName)
  }
  const fresh = made()
  await writeFileAtomically(file, store.wrap(Buffer.from(JSON.stringify(fresh))))
  return describe(store.kind, fresh)
}

/** With them goes everything on this computer that they are needed for. */
export async function destroyDeviceKeys(dataDir: string): Promise<void> {
  for (const name of [fileName, `${fileName}.unreadable`]) await rm(path.join(dataDir, name), { force: true })
}

type Stored = z.infer<typeof storedSchema>

const made = (): Stored => ({ installationKey: randomBytes(32).toString('base64'), identity: makeDeviceIdentity() })

const describe = (kind: KeyStore['kind'], { installationKey, identity }: Stored): DeviceKeys => ({
  kind,
  installationKey: Buffer.from(installationKey, 'base64'),
  identity,
})

function parse(opened: Uint8Array | null): Stored | undefined {
  if (!opened) return undefined
  try {
    return storedSchema.safeParse(JSON.parse(Buffer.from(opened).toString())).data
  } catch {
    return undefined // Opened, and none of ours.
  }
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
