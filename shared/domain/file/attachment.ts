import { z } from 'zod'
import { count, id, text } from '../../schema/fields.ts'
import { fileMaxBytes, fileNameMaxLength } from './file-limits.ts'

/** A file that a message carries, as the server found it: the name cleaned, the type read from its bytes. */
export const attachmentSchema = z.strictObject({
  fileId: id('FileId'),
  name: text(fileNameMaxLength).min(1),
  bytes: count(fileMaxBytes),
  mediaType: text(100).min(1),
})
export type Attachment = z.infer<typeof attachmentSchema>
