import { z } from 'zod'
import { count, text, unvalidatedRow } from '../schema/fields.ts'
import { refusalSchema } from './outcome.ts'

/** Where a replica stands. A restored server has another epoch, and everyone starts anew. */
export const checkpointSchema = z.strictObject({ epoch: text(36).min(1), seq: count(Number.MAX_SAFE_INTEGER) })
export type Checkpoint = z.infer<typeof checkpointSchema>

const seq = z.int().min(1)

export const rowEntrySchema = z.strictObject({
  kind: z.literal('row'),
  seq,
  collection: z.enum(['directory', 'conversation', 'timeline', 'customer', 'order', 'knowledge', 'language']),
  rootKind: z.enum(['conversation', 'customer', 'shelf']),
  rootId: text(36),
  /** Validated against the entity's own schema by whoever writes it down. */
  row: unvalidatedRow(),
})

/** Tells one replica how far its commands are decided; a refusal travels here, since a reply can be lost. */
export const cursorEntrySchema = z.strictObject({
  kind: z.literal('cursor'),
  seq,
  replicaId: text(36),
  logId: text(36),
  deviceSeq: z.int().min(1),
  commandId: text(36),
  refusal: refusalSchema.nullable(),
})

export const feedEntrySchema = z.discriminatedUnion('kind', [rowEntrySchema, cursorEntrySchema])
export type FeedEntry = z.infer<typeof feedEntrySchema>
export type RowEntry = z.infer<typeof rowEntrySchema>
export type CursorEntry = z.infer<typeof cursorEntrySchema>

/**
 * Everything in (`from`, `to`] that this replica may see, in order. It never splits a transaction: `to` is always the
 * last number of one. A replica at `seq` takes a page only when `from` ≤ `seq`; otherwise it has a gap and pulls.
 */
export const feedPageSchema = z.strictObject({
  epoch: text(36).min(1),
  from: count(Number.MAX_SAFE_INTEGER),
  to: count(Number.MAX_SAFE_INTEGER),
  entries: z.array(feedEntrySchema),
})
export type FeedPage = z.infer<typeof feedPageSchema>

/** A page in the hands of somebody who only passes it on: its entries are looked at on the way to whoever writes them down. */
export const passedOnPageSchema = feedPageSchema.extend({ entries: z.custom<FeedPage['entries']>(Array.isArray) })
