import type { DraftPlace } from './draft.ts'

interface Written {
  readonly place: DraftPlace
  readonly text: string
  readonly entryId: string
}

/** What a command writes, and in which draft it stood before; null for every other command. */
export function draftOfCommand({
  type,
  args,
}: {
  type: string
  args: Readonly<Record<string, unknown>>
}): Written | null {
  const { conversationId, text, messageId, noteId } = args
  const [mode, entryId] =
    type === 'message.send' ? (['reply', messageId] as const) : type === 'note.add' ? (['note', noteId] as const) : []
  if (mode === undefined || typeof conversationId !== 'string' || typeof text !== 'string') return null
  return typeof entryId === 'string' ? { place: { conversationId, mode }, text, entryId } : null
}
