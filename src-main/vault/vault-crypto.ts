import { createHmac, randomBytes } from 'node:crypto'
import type { DerivePasswordKey, PasswordKeyCost } from '../keys/password-key.ts'
import { createSealer, deriveKey } from '../keys/sealer.ts'
import type { DeviceKeys } from './device-keys.ts'
import { type Guard, guardTag } from './guard.ts'
import { type Outbox, type VaultFile, outboxSchema } from './vault-file.ts'

/** What a password opens. */
export interface VaultKeys {
  readonly dataKey: Uint8Array
  readonly outbox: Outbox
}

const purpose = {
  agentKey: 'farline/agent-key',
  dataKey: 'farline/data-key',
  outbox: 'farline/outbox',
  spareOutbox: 'farline/spare-outbox',
}

interface Means {
  readonly device: DeviceKeys
  readonly derivePasswordKey: DerivePasswordKey
  readonly cost: PasswordKeyCost
}

/** Seals the keys anew under this password, with salts of its own. */
export async function sealVault(
  { device, derivePasswordKey, cost }: Means,
  replicaId: string,
  password: string,
  { dataKey, outbox }: VaultKeys,
  guard: Guard,
): Promise<VaultFile> {
  const passwordSalt = randomBytes(16)
  const emailSalt = randomBytes(16)
  const agentKey = randomBytes(32)
  const passwordKey = await derivePasswordKey({ password, salt: passwordSalt, ...cost })
  const outboxText = JSON.stringify(outbox)
  const keeps = device.kind !== 'memory-only'
  const seal = (key: Uint8Array, use: string, plain: string) =>
    createSealer(key, use).seal(plain, replicaId).toString('base64')
  return {
    format: 1,
    replicaId,
    emailSalt: emailSalt.toString('base64'),
    emailTag: emailTag(emailSalt, outbox.email),
    passwordSalt: passwordSalt.toString('base64'),
    ...cost,
    agentKey: seal(joined(passwordKey, device), purpose.agentKey, agentKey.toString('base64')),
    dataKey: seal(agentKey, purpose.dataKey, Buffer.from(dataKey).toString('base64')),
    outbox: seal(device.installationKey, purpose.outbox, outboxText),
    spareOutbox: keeps ? null : seal(passwordKey, purpose.spareOutbox, outboxText),
    guard,
    guardTag: guardTag(device.installationKey, replicaId, guard),
  }
}

/** Null: not this password. Without the installation key that sealed it, the outbox may still open, under a new data key. */
export async function openVault(
  { device, derivePasswordKey }: Means,
  file: VaultFile,
  password: string,
): Promise<VaultKeys | null> {
  const { memoryKiB, passes, replicaId } = file
  const salt = Buffer.from(file.passwordSalt, 'base64')
  const passwordKey = await derivePasswordKey({ password, salt, memoryKiB, passes })
  const agentKey = openWith(joined(passwordKey, device), purpose.agentKey, file.agentKey, replicaId)
  if (agentKey !== null) {
    const dataKey = openWith(Buffer.from(agentKey, 'base64'), purpose.dataKey, file.dataKey, replicaId)
    const outbox = openOutbox(device, file)
    return dataKey === null || !outbox ? null : { dataKey: Buffer.from(dataKey, 'base64'), outbox }
  }
  if (file.spareOutbox === null) return null
  const outbox = parseOutbox(openWith(passwordKey, purpose.spareOutbox, file.spareOutbox, replicaId))
  return outbox && { dataKey: randomBytes(32), outbox }
}

/** Without the agent: null where the computer does not keep its keys, or keeps others now. */
export const openOutbox = (device: DeviceKeys, file: VaultFile): Outbox | null =>
  parseOutbox(openWith(device.installationKey, purpose.outbox, file.outbox, file.replicaId))

export const isVaultOf = ({ emailSalt, emailTag: tag }: VaultFile, email: string): boolean =>
  emailTag(Buffer.from(emailSalt, 'base64'), email) === tag

const emailTag = (salt: Uint8Array, email: string) =>
  createHmac('sha256', salt).update(email.trim().toLowerCase().normalize('NFKC')).digest('base64')

const joined = (passwordKey: Uint8Array, { installationKey }: DeviceKeys) =>
  deriveKey([passwordKey, installationKey], 'farline/password-and-installation')

const openWith = (key: Uint8Array, use: string, sealed: string, replicaId: string) =>
  createSealer(key, use).open(Buffer.from(sealed, 'base64'), replicaId)

function parseOutbox(opened: string | null): Outbox | null {
  if (opened === null) return null
  return outboxSchema.safeParse(JSON.parse(opened)).data ?? null
}
