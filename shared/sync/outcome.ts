import { z } from 'zod'
import { text } from '../schema/fields.ts'

export const refusalSchema = z.strictObject({
  kind: z.templateLiteral([z.string(), '/', z.string()]),
  retryable: z.boolean(),
  detail: z.record(z.string().max(60), z.union([z.string().max(200), z.number()])).optional(),
})

/**
 * What became of a command. `applied`, `duplicate` and `refused` move the device cursor; `retry` stops the batch;
 * `forked` means that another log used this number: two copies of one installation.
 */
export const outcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('applied'), deviceSeq: z.int().min(1), commandId: text(36) }),
  z.strictObject({ outcome: z.literal('duplicate'), deviceSeq: z.int().min(1), commandId: text(36) }),
  z.strictObject({
    outcome: z.literal('refused'),
    deviceSeq: z.int().min(1),
    commandId: text(36),
    refusal: refusalSchema,
  }),
  z.strictObject({
    outcome: z.literal('retry'),
    deviceSeq: z.int().min(1),
    commandId: text(36),
    afterMs: z.int().min(0),
  }),
  z.strictObject({ outcome: z.literal('forked'), deviceSeq: z.int().min(1), commandId: text(36) }),
])
export type Outcome = z.infer<typeof outcomeSchema>
