import { z } from 'zod'
import { type DraftMode, draftMaxLength, draftModes } from '#shared/domain/draft/draft.ts'

/** One unfinished text, as a record of the journal holds it. An empty one: there is none any more. */
export const draftSchema = z.strictObject({
  conversationId: z.string().min(1).max(36),
  mode: z.enum(draftModes),
  text: z.string().max(draftMaxLength),
  /** Grows with every change of any draft of this desk. */
  rev: z.int().min(1),
  /** Of it, what is becoming a message or note with this id: once that is in the log, this is no draft any more. */
  sending: z
    .array(z.strictObject({ entryId: z.string().min(1).max(36), text: z.string().max(draftMaxLength) }))
    .max(20)
    .default([]),
})
export type Draft = z.infer<typeof draftSchema>

export type DraftPlace = Pick<Draft, 'conversationId' | 'mode'>

export const placeKey = ({ conversationId, mode }: DraftPlace): string => `${mode} ${conversationId}`

export const draftAt = (drafts: ReadonlyMap<string, Draft>, conversationId: string, mode: DraftMode) => {
  const found = drafts.get(placeKey({ conversationId, mode }))
  return { text: found?.text ?? '', rev: found?.rev ?? 0 }
}
