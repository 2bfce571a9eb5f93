import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { draftFileSchema } from '../domain/draft/draft-file.ts'
import { draftMaxLength, draftModes } from '../domain/draft/draft.ts'
import { text } from '../schema/fields.ts'

const draftText = text(draftMaxLength)

/** `rev` grows with every change; 0: there has been none. */
export const keptDraftSchema = z.strictObject({ text: draftText, rev: z.int().min(0) })
export type KeptDraft = z.infer<typeof keptDraftSchema>

const draftsOfConversationSchema = z.strictObject({
  reply: keptDraftSchema,
  note: keptDraftSchema,
  /** Of the reply, as they were put to it (`files.begin`, `files.remove`); they end with the message that carries them. */
  files: z.array(draftFileSchema),
})
export type DraftsOfConversation = z.infer<typeof draftsOfConversationSchema>

const draftListSchema = z.strictObject({ conversationIds: z.array(text(36)) })
export type DraftList = z.infer<typeof draftListSchema>

/**
 * Texts of which the written one may have been made, the likeliest first: what the window last knew to be kept, and before it
 * what it had sent without learning what became of it.
 */
export const basedOnTexts = z.array(draftText).min(1).max(4)

const errors = {
  SIGNED_OUT: {},
  /** Disk full, read-only, too long, too many … What is kept is as it was; the text has to stay where it is. */
  NOT_SAVED: { data: z.strictObject({ problem: z.string() }) },
}

/** What this desk's agent is writing. Kept by main on every pause, shown in all windows. */
export const draftsContract = {
  watch: oc
    .input(z.strictObject({ conversationId: text(36).min(1) }))
    .output(eventIterator(draftsOfConversationSchema))
    .errors(errors),
  /** Answers when it is kept, with what is kept now: more than was written, where another window has written too. */
  write: oc
    .input(
      z.strictObject({
        conversationId: text(36).min(1),
        mode: z.enum(draftModes),
        text: draftText,
        basedOn: basedOnTexts,
      }),
    )
    .output(keptDraftSchema)
    .errors(errors),
  /** The conversations in which something is unfinished. */
  list: oc.output(eventIterator(draftListSchema)).errors(errors),
}
