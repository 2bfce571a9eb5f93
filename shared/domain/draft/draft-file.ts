import { z } from 'zod'
import { id, text } from '../../schema/fields.ts'
import { fileMaxBytes, fileNameMaxLength } from '../file/file-limits.ts'

/** A file that an unfinished reply carries; as `message.send` declares it. */
export const draftFileSchema = z.strictObject({
  fileId: id('FileId'),
  name: text(fileNameMaxLength).min(1),
  bytes: z.int().min(1).max(fileMaxBytes),
})
export type DraftFile = z.infer<typeof draftFileSchema>
