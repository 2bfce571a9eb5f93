import { z } from 'zod'
import { draftFileSchema } from '#shared/domain/draft/draft-file.ts'
import { instant, text } from '#shared/schema/fields.ts'
import { parseJsonAs } from '../files/checked-lines.ts'
import type { Sealer } from '../keys/sealer.ts'
import type { FileDisk } from './file-disk.ts'

const key = z.base64().length(44)

/** What is known of a file that this desk sends. Sealed by the outbox key: a locked desk goes on sending. */
export const outgoingRecordSchema = draftFileSchema.extend({
  conversationId: text(36).min(1),
  key,
  beganAt: instant(),
  /** The message in the log that declares it; null: it is in a draft. */
  carriedBy: text(36).nullable(),
  /** Null: still to be sent. */
  end: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('here') }),
      z.strictObject({ kind: z.literal('refused'), refusal: z.string().min(1).max(60) }),
    ])
    .nullable(),
  /** How often the server has forgotten it. */
  forgotten: z.int().min(0),
})
export type OutgoingRecord = z.infer<typeof outgoingRecordSchema>

/** What is known of a copy of a file that the server has. Sealed by the data key: nobody reads at a locked desk. */
export const keptRecordSchema = draftFileSchema.extend({
  key,
  keptAt: instant(),
  mediaType: text(100).min(1),
})
export type KeptRecord = z.infer<typeof keptRecordSchema>

export const outgoingEnding = '.out'
export const keptEnding = '.kept'

/** The small sealed documents of one kind, one for each file, by its id. */
export function createRecords<Schema extends z.ZodType>(
  disk: FileDisk,
  { ending, schema, sealer }: { readonly ending: string; readonly schema: Schema; readonly sealer: Sealer },
) {
  const about = (fileId: string) => `file ${fileId}`
  return {
    nameOf: (fileId: string) => fileId + ending,
    /** Null: it cannot be opened (any more). */
    async read(fileId: string): Promise<z.infer<Schema> | null> {
      const sealed = await disk.read(fileId + ending)
      const plain = sealed && sealer.open(sealed, about(fileId))
      return plain === null ? null : parseJsonAs(schema, plain)
    },
    write: (fileId: string, record: z.infer<Schema>): Promise<void> =>
      disk.write(fileId + ending, sealer.seal(JSON.stringify(record), about(fileId))),
    remove: (fileId: string): Promise<void> => disk.remove(fileId + ending),
  }
}

export const idsWith = (names: readonly string[], ending: string): readonly string[] =>
  names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length))
