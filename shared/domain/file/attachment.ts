import { z } from 'zod'
import { count, id, text } from '../../schema/fields.ts'
import { attachmentsMax, fileMaxBytes, fileNameMaxLength } from './file-limits.ts'

const named = { fileId: id('FileId'), name: text(fileNameMaxLength).min(1) }

/** A file that is whole, as the server found it: the name cleaned, the type read from its bytes. */
export const foundFileSchema = z.strictObject({
  ...named,
  bytes: count(fileMaxBytes),
  mediaType: text(100).min(1),
})

/** A file that a message carries. `mediaType: ''`: still on its way from the agent's desk, which says what it is called. */
export const attachmentSchema = foundFileSchema.extend({ mediaType: text(100) })
export type Attachment = z.infer<typeof attachmentSchema>

/** Of one message, in the order in which they were put to it. */
export const attachmentsSchema = z.array(attachmentSchema).max(attachmentsMax)

export const foundFilesSchema = z.array(foundFileSchema).max(attachmentsMax)

/** What a desk says of the files that it is going to send. Their ids are the desk's own. */
export const declaredFilesSchema = z
  .array(z.strictObject({ ...named, bytes: count(fileMaxBytes).min(1) }))
  .max(attachmentsMax)
  .refine((files) => new Set(files.map(({ fileId }) => fileId)).size === files.length, 'twice the same file')

/** What became of declared files: found to be this, or not taken, and why (`file/disguised`, `file/bomb` …). */
export const fileFindingsSchema = z
  .array(z.union([foundFileSchema, z.strictObject({ fileId: named.fileId, refusal: text(40).min(1) })]))
  .max(attachmentsMax)
export type FileFinding = z.infer<typeof fileFindingsSchema>[number]
