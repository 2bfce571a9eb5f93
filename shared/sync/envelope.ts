import { z } from 'zod'
import { basedOnSchema } from '../domain/command.ts'
import { text } from '../schema/fields.ts'

/**
 * A command on its way from a desk. This envelope is frozen: a field may be added, never changed.
 * `replicaId` is one installation × one agent; `logId` tells a cloned disk image apart from a repeated number.
 */
export const envelopeSchema = z.strictObject({
  id: text(36).min(1),
  replicaId: text(36).min(1),
  logId: text(36).min(1),
  /** 1, 2, 3 … without gaps in one log. */
  deviceSeq: z.int().min(1),
  type: text(60).min(1),
  version: z.int().min(1),
  args: z.record(z.string().max(60), z.unknown()),
  basedOn: basedOnSchema,
  issuedAt: z.int().min(0),
})

export type Envelope = z.infer<typeof envelopeSchema>
