import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { rights } from '../domain/directory/rights.ts'
import { text } from '../schema/fields.ts'
import { envelopeSchema } from '../sync/envelope.ts'
import { checkpointSchema, feedPageSchema } from '../sync/feed.ts'
import { attentionSchema } from './attention-contract.ts'

/** What main tells the replica worker, in order. The worker is the client: the same over a port and a WebSocket. */
export const replicaEventSchema = z.discriminatedUnion('event', [
  /** First of all: whose rows, and the key (32 bytes, base64) that seals them. */
  z.strictObject({
    event: z.literal('identity'),
    agentId: text(36),
    organisationId: text(36),
    brandIds: z.array(text(36)),
    rights: z.array(z.enum(rights)),
    replicaId: text(36),
    logId: text(36),
    dataKey: z.string().length(44),
  }),
  /**
   * Right after `identity`, when the worker comes back with less than it once said was durable: another database or none
   * (`lost`), an older one (`rolled-back`), one with fewer rows (`truncated`), or with rows for other
   * brands, rights or another key (`other-scope`). Drop all rows and the checkpoint, and take a
   * snapshot. Nothing unsent is in there: it follows as `pending`.
   */
  z.strictObject({ event: z.literal('rebuild'), reason: z.enum(['lost', 'rolled-back', 'truncated', 'other-scope']) }),
  /**
   * Flushed to the log and not known to be behind the worker's cursor; in log order, also again after a reconnect. All that
   * the log holds after the number `after`, or the first of it.
   */
  z.strictObject({
    event: z.literal('pending'),
    commands: z.array(envelopeSchema),
    after: z.int().min(0),
    uplinkedTo: z.int().min(0),
  }),
  /** Handed to the server up to here: `queued` becomes `sending`. */
  z.strictObject({ event: z.literal('uplinked'), uplinkedTo: z.int().min(0) }),
  /**
   * The server's present end of feed, on every (re)connection, and in place of pages that were left out because the worker
   * was slow: pull up to it before taking pages. With another epoch than before, nothing that was pending or decided holds
   * any more: what the server has not decided in the new epoch follows as `pending`, with numbers that may be lower than
   * those told before.
   */
  z.strictObject({ event: z.literal('head'), epoch: text(36), seq: z.int().min(0) }),
  z.strictObject({ event: z.literal('page'), page: feedPageSchema }),
])
export type ReplicaEvent = z.infer<typeof replicaEventSchema>

/**
 * A random id that the worker makes with its database and keeps in it: another one means another database. Null: there is
 * none in it, though this worker keeps one. Left out by a worker that keeps none.
 */
const generationSchema = text(36).min(1).nullable().optional()

/** The log that `cursor` counts in. Main may have begun another one, or have less of this one than was decided in it. */
const cursorLogSchema = text(36)

export const replicaContract = {
  replica: {
    /** One worker at a time: a later one ends the earlier one's stream. `rows`: how many are there now, counted. */
    attach: oc
      .input(
        z.strictObject({
          checkpoint: checkpointSchema.nullable(),
          cursor: z.int().min(0),
          logId: cursorLogSchema.nullable().optional(),
          generation: generationSchema,
          rows: z.int().min(0).optional(),
        }),
      )
      .output(eventIterator(replicaEventSchema)),
    /**
     * Durable in the replica: commands up to `cursor` need no overlay any more. Main keeps it to notice a database that
     * comes back with less, and to know what its log may forget; until it has come, pages count as not taken.
     */
    durable: oc
      .input(
        z.strictObject({
          checkpoint: checkpointSchema,
          cursor: z.int().min(0),
          logId: cursorLogSchema,
          rows: z.int().min(0),
          generation: generationSchema,
        }),
      )
      .output(z.void()),
    /** What the rows ask of the agent, whenever it has become something else, and now and then for a main that has forgotten. */
    attention: oc.input(attentionSchema).output(z.void()),
    /** This worker is well: said every few seconds, so that one that hangs can be told from one that has nothing to say. */
    beat: oc.output(z.void()),
    /** For the log and for people: something the worker noticed and how it went on. Never customer text. */
    report: oc
      .input(
        z.strictObject({
          problem: z
            .string()
            .max(60)
            .regex(/^[a-z/-]+$/),
          detail: z
            .string()
            .max(300)
            .regex(/^[\w./:-]*( [\w./:-]+)?$/),
        }),
      )
      .output(z.void()),
  },
}
export type ReplicaContract = typeof replicaContract
