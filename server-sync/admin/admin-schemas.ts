import { z } from 'zod'
import { languageTag, text } from '#shared/schema/fields.ts'
import { deskPolicySchema } from '#shared/sync/auth-protocol.ts'

/** What the administration's page sends. Everything else is refused before it is looked at. */
export const adminSignInSchema = z.strictObject({
  email: text(200).min(3),
  password: text(200).min(1),
  code: text(20).min(6).optional(),
})

/** Arguments are checked by the command's own schema. */
export const adminCommandSchema = z.strictObject({
  type: text(40).regex(/^(organisation|brand|site|team|queue|skill|role|agent|away-reason)\.[a-z]+$/),
  args: z.record(z.string().max(40), z.unknown()),
})

export const agentPasswordSchema = z.strictObject({ agentId: text(36).min(1) })

export const chatSecretSchema = z.strictObject({ brandId: text(36).min(1) })

export const importMaxBytes = 2 * 1024 * 1024
/** In UTF-16 units; the body's limit counts bytes. A character that PostgreSQL cannot store is told with its line. */
export const importSchema = z.strictObject({ csv: z.string().max(importMaxBytes), isTrial: z.boolean() })

export const passwordMinLength = 12

export const setupSchema = z.strictObject({
  code: text(40).min(1),
  organisation: text(120).min(1),
  brand: text(120).min(1),
  languages: z.array(languageTag().min(2)).min(1).max(30),
  name: text(120).min(1),
  email: text(200).min(3),
  password: text(200).min(passwordMinLength),
})
export type Setup = z.infer<typeof setupSchema>

export const changeDeskPolicySchema = deskPolicySchema

export const wipeDeviceSchema = z.strictObject({
  installationId: text(36).min(1),
  /** Only what this agent has there. */
  agentId: text(36).min(1).optional(),
})
export const allowDeviceSchema = z.strictObject({ installationId: text(36).min(1) })
