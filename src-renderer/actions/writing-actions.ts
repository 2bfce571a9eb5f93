import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { mentionsMax } from '#shared/domain/conversation/limits.ts'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Workstation } from '../connection/workstation-context.ts'
import type { ComposerMode } from '../state/composing.ts'
import { useWorkstationState } from '../state/workstation-state.ts'
import { type Submitted, submit } from './submit.ts'

interface Writing {
  mode: ComposerMode
  /** The same id for the same text until it is saved: a second try after a lost answer is not a second message. */
  entryId: string
  conversationId: Conversation['id']
  text: string
  /** Of a reply: files that are wholly on this computer. */
  attachments?: readonly DraftFile[]
  /** What the draft that it was written in may hold by now, where there was one. */
  basedOn?: readonly string[]
  /** The newest entry that the agent had on screen. */
  lastNumber?: number
  /** Who had the conversation then. */
  assigneeId?: string | null
  /** Colleagues whom a note names. */
  mentions?: readonly string[]
}

/** Answers the customer, or leaves a note that never leaves the organisation. */
export function submitWriting({ main }: Pick<Workstation, 'main'>, writing: Writing): Promise<Submitted> {
  const { conversationId, text } = writing
  const entryId = writing.entryId as TimelineEntry['id']
  // Not known what language it is in: nobody has looked at it yet.
  const language = ''
  const draft = writing.basedOn && { basedOn: writing.basedOn }
  if (writing.mode === 'note') {
    const mentions = writing.mentions?.length ? { mentions: [...writing.mentions].slice(0, mentionsMax) } : {}
    return submit(main, 'note.add', { noteId: entryId, conversationId, text, language, ...mentions }, {}, draft)
  }
  const { lastNumber, assigneeId } = writing
  const basedOn = {
    ...(lastNumber === undefined ? {} : { lastNumber }),
    ...(assigneeId === undefined ? {} : { assigneeId }),
  }
  const undoMs = useWorkstationState.getState().preferences.undoSendSeconds * 1_000
  const files = writing.attachments?.length ? { attachments: [...writing.attachments] } : {}
  const message = { messageId: entryId, conversationId, text, language, ...files, undoMs }
  return submit(main, 'message.send', message, basedOn, draft)
}

/** Asks a reply back that has not gone out yet. Whether it came in time is for the server to say. */
export function takeBackReply(
  { main }: Pick<Workstation, 'main'>,
  { id, conversationId }: Pick<TimelineEntry, 'id' | 'conversationId'>,
): Promise<Submitted> {
  return submit(main, 'message.unsend', { messageId: id, conversationId })
}

/** Although a teammate was faster: it goes out below what was said meanwhile. */
export function sendHeldReply(
  { main, newId }: Pick<Workstation, 'main' | 'newId'>,
  { id, conversationId }: Pick<TimelineEntry, 'id' | 'conversationId'>,
): Promise<Submitted> {
  const sentId = newId() as TimelineEntry['id']
  return submit(main, 'message.send-anyway', { messageId: id, conversationId, sentId })
}

/** It does not go out. */
export function dropHeldReply(
  { main }: Pick<Workstation, 'main'>,
  { id, conversationId }: Pick<TimelineEntry, 'id' | 'conversationId'>,
): Promise<Submitted> {
  return submit(main, 'message.drop', { messageId: id, conversationId })
}
