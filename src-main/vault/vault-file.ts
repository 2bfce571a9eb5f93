import { z } from 'zod'
import { replicaId, text } from '#shared/schema/fields.ts'
import { deviceIdentitySchema } from './device-identity.ts'
import { guardSchema } from './guard.ts'

const sealed = () => z.base64().max(4_000)

/**
 * One agent's keys on this computer, none of them in the clear:
 * the *agent key* opens with the agent's password and the installation key together; the *data key*, which seals all that
 * is read here, opens with the agent key; the *outbox key*, which seals what was done here and not yet sent, opens with
 * the installation key alone, so that main goes on sending while the desk is locked.
 */
export const vaultFileSchema = z.strictObject({
  format: z.literal(1),
  replicaId: replicaId(),
  /** Finds the vault of an e-mail address without telling the address. */
  emailSalt: z.base64().max(100),
  emailTag: z.base64().max(100),
  passwordSalt: z.base64().max(100),
  memoryKiB: z
    .int()
    .min(8)
    .max(1024 * 1024),
  passes: z.int().min(1).max(100),
  agentKey: sealed(),
  dataKey: sealed(),
  outbox: sealed(),
  /** Where the computer keeps no keys: the outbox once more, under the password alone, or unsent work would end with the process. */
  spareOutbox: sealed().nullable(),
  guard: guardSchema,
  guardTag: z.base64().max(100),
})
export type VaultFile = z.infer<typeof vaultFileSchema>

/** What the outbox's seal holds. */
export const outboxSchema = z.strictObject({
  outboxKey: z.base64().length(44),
  name: text(120),
  email: text(200),
  organisationName: text(120),
  identity: deviceIdentitySchema,
})
export type Outbox = z.infer<typeof outboxSchema>
