import { z } from 'zod'
import { draftFileSchema } from '#shared/domain/draft/draft-file.ts'
import { type DraftMode, draftMaxLength, draftModes } from '#shared/domain/draft/draft.ts'
import { attachmentsMax } from '#shared/domain/file/file-limits.ts'

/** One unfinished text with its files, as a record of the journal holds it. Without either there is none any more. */
export const draftSchema = z.strictObject({
  conversationId: z.string().min(1).max(36),
  mode: z.enum(draftModes),
  text: z.string().max(draftMaxLength),
  /** Of a reply, as they were put to it. */
  files: z.array(draftFileSchema).max(attachmentsMax).readonly().default([]),
  /** Grows with every change of any draft of this desk. */
  rev: z.int().min(1),
  /** Of it, what is becoming a message or note with this id: once that is in the log, this is no draft any more. */
  sending: z
    .array(
      z.strictObject({
        entryId: z.string().min(1).max(36),
        text: z.string().max(draftMaxLength),
        fileIds: z.array(z.string().min(1).max(36)).max(attachmentsMax).readonly().default([]),
      }),
    )
    .max(20)
    .readonly()
    .default([]),
})
export type Draft = z.infer<typeof draftSchema>

export type DraftPlace = Pick<Draft, 'conversationId' | 'mode'>

export const placeKey = ({ conversationId, mode }: DraftPlace): string => `${mode} ${conversationId}`

export const draftAt = (drafts: ReadonlyMap<string, Draft>, conversationId: string, mode: DraftMode) => {
  const found = drafts.get(placeKey({ conversationId, mode }))
  return { text: found?.text ?? '', rev: found?.rev ?? 0 }
}

/** Something of it is unfinished. */
export const isUnfinished = ({ text, files }: Pick<Draft, 'text' | 'files'>): boolean => text !== '' || files.length > 0

/** What is left of a draft once a part of it is in the log. */
export const withoutFiles = ({ files }: Pick<Draft, 'files'>, fileIds: readonly string[]): Draft['files'] =>
  files.filter(({ fileId }) => !fileIds.includes(fileId))
