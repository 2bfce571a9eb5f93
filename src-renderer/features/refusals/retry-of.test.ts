import { describe, expect, it } from 'vitest'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import type { MainClient } from '../../connection/clients.ts'
import { retryOf } from './retry-of.ts'

function card(change: Partial<RefusalCard>): RefusalCard {
  return {
    commandId: 'command-1',
    type: 'message.send',
    conversationId: 'conversation-1',
    customerId: null,
    text: 'Hello',
    files: [],
    refusal: { kind: 'command/internal', retryable: true },
    refusedAt: 1,
    togetherId: null,
    ...change,
  }
}

const lead = { id: 'me', rights: ['conversation.work', 'conversation.direct'] }

async function wish(given: RefusalCard) {
  const submitted: unknown[] = []
  const submit = (command: unknown) => {
    submitted.push(command)
    return Promise.resolve({ commandId: 'command-2', deviceSeq: 2 })
  }
  const main = { commands: { submit } } as unknown as MainClient
  await retryOf(given, lead)?.run({ main, newId: () => 'new-id' })
  return submitted
}

describe('a refused wish', () => {
  it('is wished again as a new message when the same may succeed later', async () => {
    expect(await wish(card({}))).toMatchObject([{ type: 'message.send', args: { messageId: 'new-id', text: 'Hello' } }])
  })

  it('keeps a note a note', async () => {
    expect(await wish(card({ type: 'note.add' }))).toMatchObject([{ type: 'note.add', args: { noteId: 'new-id' } }])
  })

  it('is not offered again when the same answer would come back', () => {
    expect(retryOf(card({ refusal: { kind: 'message/empty', retryable: false } }), lead)).toBeUndefined()
  })

  it('wakes a conversation again', async () => {
    expect(await wish(card({ type: 'conversation.unsnooze', text: null }))).toMatchObject([
      { type: 'conversation.unsnooze', args: { conversationId: 'conversation-1', entryId: 'new-id' } },
    ])
  })

  it('is not offered again where the card does not say what exactly was wanted', () => {
    for (const type of ['conversation.snooze', 'tag.add', 'tag.remove', 'message.unsend']) {
      expect(retryOf(card({ type, text: null }), lead), type).toBeUndefined()
    }
  })

  it('takes a conversation over from whoever has it now, as seen', async () => {
    const refusal = {
      kind: 'conversation/already-assigned',
      retryable: false,
      detail: { assigneeId: 'kenji' },
    } as const
    expect(await wish(card({ type: 'conversation.assign', text: null, refusal }))).toMatchObject([
      { type: 'conversation.assign', args: { assigneeId: 'me' }, basedOn: { assigneeId: 'kenji' } },
    ])
  })

  it('is not offered for taking over to somebody who may not take what is another’s', () => {
    const refusal = {
      kind: 'conversation/already-assigned',
      retryable: false,
      detail: { assigneeId: 'kenji' },
    } as const
    const refused = card({ type: 'conversation.assign', text: null, refusal })
    expect(retryOf(refused, { id: 'me', rights: ['conversation.work'] })).toBeUndefined()
    expect(retryOf(refused, lead)?.name).toBe('takeOver')
  })
})
