import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Workstation } from '../connection/workstation-context.ts'
import type { ComposerMode } from '../state/composing.ts'
import { type Submitted, submit } from './submit.ts'

interface Writing {
  mode: ComposerMode
  /** The same id for the same text until it is saved: a second try after a lost answer is not a second message. */
  entryId: string
  conversationId: Conversation['id']
  text: string
  /** The newest entry that the agent had on screen. */
  lastNumber?: number
}

/** Answers the customer, or leaves a note that never leaves the organisation. */
export function submitWriting({ main }: Pick<Workstation, 'main'>, writing: Writing): Promise<Submitted> {
  const { conversationId, text } = writing
  const entryId = writing.entryId as TimelineEntry['id']
  // Not known what language it is in: nobody has looked at it yet.
  const language = ''
  if (writing.mode === 'note') return submit(main, 'note.add', { noteId: entryId, conversationId, text, language })
  const basedOn = writing.lastNumber === undefined ? {} : { lastNumber: writing.lastNumber }
  return submit(main, 'message.send', { messageId: entryId, conversationId, text, language }, basedOn)
}
