import { z } from 'zod'
import { count, id, text } from '../../schema/fields.ts'
import { attachmentsMax, fileMaxBytes, fileNameMaxLength } from './file-limits.ts'

/** A file that a message carries, as the server found it: the name cleaned, the type read from its bytes. */
export const attachmentSchema = z.strictObject({
  fileId: id('FileId'),
  name: text(fileNameMaxLength).min(1),
  bytes: count(fileMaxBytes),
  mediaType: text(100).min(1),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** Of one message, in the order in which they were put to it. */
export const attachmentsSchema = z.array(attachmentSchema).max(attachmentsMax)
