import { z } from 'zod'
import type { DraftPlace } from './draft.ts'

interface Written {
  readonly place: DraftPlace
  readonly text: string
  readonly entryId: string
  readonly fileIds: readonly string[]
}

/** What a command writes, and in which draft it stood before; null for every other command. */
export function draftOfCommand({
  type,
  args,
}: {
  type: string
  args: Readonly<Record<string, unknown>>
}): Written | null {
  const { conversationId, text, messageId, noteId, attachments } = args
  const [mode, entryId] =
    type === 'message.send' ? (['reply', messageId] as const) : type === 'note.add' ? (['note', noteId] as const) : []
  if (mode === undefined || typeof conversationId !== 'string' || typeof text !== 'string') return null
  if (typeof entryId !== 'string') return null
  return { place: { conversationId, mode }, text, entryId, fileIds: fileIdsIn(mode === 'reply' ? attachments : []) }
}

/** What the command says of its files was looked at before it came here; of an older one nothing is there. */
const fileIdsIn = (attachments: unknown): readonly string[] => fileIdsSchema.safeParse(attachments).data ?? []

const fileIdsSchema = z.array(z.looseObject({ fileId: z.string() }).transform(({ fileId }) => fileId))
