import { afterEach, describe, expect, it } from 'vitest'
import type { ConversationId } from '#shared/domain/conversation/conversation.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { MainClient } from '../connection/clients.ts'
import type { ComposerMode } from '../state/composing.ts'
import { useWorkstationState } from '../state/workstation-state.ts'
import { submitWriting, takeBackReply } from './writing-actions.ts'

const conversationId = 'conversation-1' as ConversationId
const before = useWorkstationState.getState().preferences

/** A line to main that keeps what is submitted. */
function desk() {
  const submitted: unknown[] = []
  const submit = (command: unknown) => {
    submitted.push(command)
    return Promise.resolve({ commandId: 'command-1', deviceSeq: 1, draft: null })
  }
  return { main: { commands: { submit } } as unknown as MainClient, submitted }
}

async function written(mode: ComposerMode, undoSendSeconds: 0 | 5 | 10) {
  useWorkstationState.setState({ preferences: { ...before, undoSendSeconds } })
  const { main, submitted } = desk()
  await submitWriting({ main }, { mode, entryId: 'entry-1', conversationId, text: 'Hello' })
  return submitted
}

describe('what is written', () => {
  afterEach(() => useWorkstationState.setState({ preferences: before }))

  it.each([0, 5, 10] as const)('can be taken back for %i seconds, as the agent likes it', async (seconds) => {
    expect(await written('reply', seconds)).toMatchObject([{ type: 'message.send', args: { undoMs: seconds * 1_000 } }])
  })

  it('is there at once when it is a note: no customer ever reads it', async () => {
    expect(await written('note', 10)).toEqual([
      { type: 'note.add', args: { noteId: 'entry-1', conversationId, text: 'Hello', language: '' }, basedOn: {} },
    ])
  })

  it('is asked back by the message it became', async () => {
    const { main, submitted } = desk()
    await takeBackReply({ main }, { id: 'entry-1' as TimelineEntry['id'], conversationId })
    expect(submitted).toMatchObject([{ type: 'message.unsend', args: { messageId: 'entry-1', conversationId } }])
  })
})
