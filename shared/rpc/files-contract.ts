import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { draftFileSchema } from '../domain/draft/draft-file.ts'
import { fileMaxBytes } from '../domain/file/file-limits.ts'
import { text } from '../schema/fields.ts'

/** A file of this agent's on its way to a customer, as this desk knows it. */
export const outgoingFileSchema = draftFileSchema.extend({
  conversationId: text(36),
  /** Bytes that are safe on this computer. Less than `bytes` and nobody hands them over any more: it has to be chosen again. */
  kept: z.int().min(0).max(fileMaxBytes),
  /** Bytes that the server has. */
  sent: z.int().min(0).max(fileMaxBytes),
  /**
   * `keeping`: a window hands it over. `waiting`: for the server, or for its turn. `sending`. `here`: the server has all of it
   * and took it. `refused`: the server does not take it, or its bytes can no longer be read here.
   */
  state: z.enum(['keeping', 'waiting', 'sending', 'here', 'refused']),
  /** With `refused`: a translation key, such as `file/disguised`; `file/damaged`: choose it again. */
  refusal: z.string().max(60).optional(),
})
export type OutgoingFile = z.infer<typeof outgoingFileSchema>

const outgoingFilesSchema = z.strictObject({ files: z.array(outgoingFileSchema) })
export type OutgoingFiles = z.infer<typeof outgoingFilesSchema>

const signedOut = { SIGNED_OUT: {} }
/** As of drafts: disk full, read-only … Nothing has changed. */
const notSaved = { NOT_SAVED: { data: z.strictObject({ problem: z.string() }) } }
/** `file/empty`, `file/too-large`, `file/too-many` (in this draft), `file/no-room` (on this computer). */
const refused = { REFUSED: { data: z.strictObject({ kind: z.string() }) } }

/**
 * Files that this desk's agent sends. Main keeps them sealed and sends them by itself. What a draft or a message of one's own
 * names and this list does not is not on this computer (any more).
 */
export const filesContract = {
  /** Of one conversation; null: of all. Oldest first. One that the server has, and whose message is there, is not in it any more. */
  watch: oc
    .input(z.strictObject({ conversationId: text(36).min(1).nullable() }))
    .output(eventIterator(outgoingFilesSchema))
    .errors(signedOut),
  /** Puts a new file to the draft of the reply in this conversation. Its bytes follow: see desk-files.ts. */
  begin: oc
    .input(z.strictObject({ conversationId: text(36).min(1), name: text(300), bytes: z.int().min(0) }))
    /** `name`: cleaned. */
    .output(draftFileSchema)
    .errors({ ...signedOut, ...notSaved, ...refused }),
  /**
   * A message was taken back, or held: what it carried goes to the draft of the reply once more, under a new id, from the copy
   * that is on this computer.
   */
  again: oc
    .input(z.strictObject({ conversationId: text(36).min(1), fileId: text(36).min(1) }))
    .output(draftFileSchema)
    .errors({
      ...signedOut,
      ...notSaved,
      ...refused,
      /** Not on this computer, or not in one piece: it has to be chosen again. */
      GONE: {},
    }),
  /** Out of its draft, and forgotten here and at the server. */
  remove: oc
    .input(z.strictObject({ fileId: text(36).min(1) }))
    .output(z.void())
    .errors({
      ...signedOut,
      ...notSaved,
      /** A message that is saved carries it: take that back. */
      CARRIED: {},
    }),
}
