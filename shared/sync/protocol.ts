import { z } from 'zod'
import { text, unvalidatedRow } from '../schema/fields.ts'
import { aroundFrameSchema, hereFrameSchema } from './around-protocol.ts'
import { envelopeSchema } from './envelope.ts'
import { passedOnPageSchema } from './feed.ts'
import { outcomeSchema, refusalSchema } from './outcome.ts'
import {
  givenBackFrameSchema,
  givenBackSeenFrameSchema,
  presenceFrameSchema,
  presencesFrameSchema,
} from './presence-protocol.ts'

/** Raised when an old desk and a new server could misunderstand each other. */
export const protocolVersion = 1

/** Largest batch of commands in one frame, and largest frame in bytes. */
export const batchMax = 100
export const frameMaxBytes = 4 * 1024 * 1024

/** Main → server, as JSON text frames on the WebSocket `/sync` (bearer token in the Authorization header). */
export const uplinkFrameSchema = z.discriminatedUnion('frame', [
  z.strictObject({ frame: z.literal('hello'), protocol: z.int(), replicaId: text(36).min(1), logId: text(36).min(1) }),
  z.strictObject({ frame: z.literal('commands'), commands: z.array(envelopeSchema).min(1).max(batchMax) }),
  z.strictObject({ frame: z.literal('ping'), n: z.int() }),
  hereFrameSchema,
  presenceFrameSchema,
  givenBackSeenFrameSchema,
])
export type UplinkFrame = z.infer<typeof uplinkFrameSchema>

/** Server → main. After `welcome` every `page` follows without a gap from `head` on. */
export const downlinkFrameSchema = z.discriminatedUnion('frame', [
  /** `deviceSeq`: how far this log is decided; commands after it are to be sent (again). */
  z.strictObject({
    frame: z.literal('welcome'),
    epoch: text(36).min(1),
    head: z.int().min(0),
    deviceSeq: z.int().min(0),
  }),
  z.strictObject({ frame: z.literal('outcomes'), outcomes: z.array(outcomeSchema) }),
  z.strictObject({ frame: z.literal('page'), page: passedOnPageSchema }),
  z.strictObject({ frame: z.literal('pong'), n: z.int() }),
  aroundFrameSchema,
  presencesFrameSchema,
  givenBackFrameSchema,
  z.strictObject({
    frame: z.literal('goodbye'),
    reason: z.enum(['protocol', 'replaced', 'shutting-down', 'signed-out']),
  }),
])
export type DownlinkFrame = z.infer<typeof downlinkFrameSchema>

/**
 * HTTP, all with the bearer token:
 * `GET /sync/feed?epoch=…&after=SEQ&limit=N` answers a feed page, or 409 `{epoch}` when the epoch is another one or the
 * feed no longer reaches back that far;
 * `GET /sync/snapshot` answers NDJSON: one `snapshotHead` line, then one `snapshotRow` a line, then `{"end": rows}`.
 */
export const snapshotHeadSchema = z.strictObject({
  epoch: text(36).min(1),
  seq: z.int().min(0),
  /** How far the asking replica's log was decided in these very rows: the feed after `seq` will not say it again. */
  cursor: z
    .strictObject({
      logId: text(36),
      deviceSeq: z.int().min(0),
      /** The newest of what was refused up to there, by ascending number: the feed will not say that again either. */
      refusals: z
        .array(z.strictObject({ deviceSeq: z.int().min(1), commandId: text(36), refusal: refusalSchema }))
        .optional(),
      /** The logs that this replica worked with before: one of them may come back with an old disk image. */
      earlier: z.array(z.strictObject({ logId: text(36), deviceSeq: z.int().min(0) })).optional(),
    })
    .nullable()
    .optional(),
})
export const snapshotRowSchema = z.strictObject({ collection: z.string(), row: unvalidatedRow() })
/** After the head. Rows first: there are many of them. */
export const snapshotLineSchema = z.union([snapshotRowSchema, z.strictObject({ end: z.int().min(0) })])
