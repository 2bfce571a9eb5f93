import { describe, expect, it } from 'vitest'
import type { Actor } from '../command.ts'
import { type Conversation, notWaiting } from '../conversation/conversation.ts'
import { TestRows, agentEntry, amara, onDesk, onServer, openConversation, system } from '../testing/rows.ts'
import { kindOf, runOn } from '../testing/run.ts'

const kenji: Actor = { ...amara, id: 'agent-kenji' }
const conversationId = 'conversation-1'
const reply = (messageId: string, more: object = {}) => ({
  messageId,
  conversationId,
  text: `words of ${messageId}`,
  language: 'en',
  ...more,
})
const withConversation = (change: Partial<Conversation> = {}) =>
  new TestRows(
    { collection: 'conversation', row: { ...openConversation, ...change } },
    ...['agent-amara', 'agent-kenji'].map((id) => ({ collection: 'directory' as const, row: agentEntry(id) })),
  )
const stateOf = (rows: TestRows, id: string) => rows.get('timeline', id)?.deliveryState
const conversationIn = (rows: TestRows) => rows.get('conversation', conversationId)

/** Both saw entry 3; Kenji was faster. */
function bothAnswer() {
  const rows = withConversation()
  runOn(rows, 'message.send', reply('k1'), onServer(kenji), { lastNumber: 3 })
  runOn(rows, 'message.send', reply('a1'), onServer(amara), { lastNumber: 3 })
  return rows
}

describe('a reply to what a teammate has answered meanwhile', () => {
  it('[H1] [H2] is held, says who was faster, and changes nothing else', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply('k1'), onServer(kenji, 2_000), { lastNumber: 3 })
    const before = conversationIn(rows)
    runOn(rows, 'message.send', reply('a1'), onServer(amara, 3_000), { lastNumber: 3, assigneeId: null })
    expect(rows.get('timeline', 'a1')).toMatchObject({
      deliveryState: 'held',
      number: 5,
      collidedWith: { reason: 'answered', agentId: 'agent-kenji', number: 4, sentAsId: '' },
    })
    expect(conversationIn(rows)).toEqual({ ...before, lastNumber: 5, heldCount: 1 })
  })

  it('[H1] is held behind it too when its author has answered since', () => {
    const rows = bothAnswer()
    runOn(rows, 'message.send-anyway', { messageId: 'a1', conversationId, sentId: 'a2' })
    runOn(rows, 'message.send', reply('a3'), onServer(amara), { lastNumber: 3 })
    expect(stateOf(rows, 'a3')).toBe('held')
    runOn(rows, 'message.send', reply('a4'), onServer(amara), { lastNumber: 4 })
    expect(stateOf(rows, 'a4')).toBe('sent')
  })

  it('[H1] goes out when the author saw it, wrote it, or said nothing of what they saw', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply('k1'), onServer(kenji), { lastNumber: 3 })
    runOn(rows, 'message.send', reply('k2'), onServer(kenji), { lastNumber: 3 })
    runOn(rows, 'message.send', reply('a1'), onServer(amara), { lastNumber: 5 })
    runOn(rows, 'message.send', reply('a2'), onServer(amara))
    expect(['k1', 'k2', 'a1', 'a2'].map((id) => stateOf(rows, id))).toEqual(['sent', 'sent', 'sent', 'sent'])
  })

  it('[H1] goes out when the teammate took theirs back in time', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply('a0'), onServer(amara, 900), { lastNumber: 3 })
    runOn(rows, 'message.send', reply('k1', { undoMs: 5_000 }), onServer(kenji, 1_000), { lastNumber: 4 })
    runOn(rows, 'message.unsend', { messageId: 'k1', conversationId }, onServer(kenji, 2_000))
    expect(conversationIn(rows)?.lastAnswers).toEqual([{ agentId: 'agent-amara', number: 4 }])
    runOn(rows, 'message.send', reply('a1'), onServer(amara, 3_000), { lastNumber: 4 })
    expect(stateOf(rows, 'a1')).toBe('sent')
  })

  it('[H1] is foreseen by a desk as soon as it hears of the answer', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply('k1'), onServer(kenji), { lastNumber: 3 })
    runOn(rows, 'message.send', reply('a1'), onDesk(amara, 7), { lastNumber: 3 })
    expect(rows.get('timeline', 'a1')).toMatchObject({ deliveryState: 'held', dueAt: 0 })
  })

  it('[H3] is sent anyway as a new entry, after what was said meanwhile, once', () => {
    const rows = bothAnswer()
    runOn(rows, 'note.add', { noteId: 'n1', conversationId, text: 'Hm', language: 'en' })
    const anyway = { messageId: 'a1', conversationId, sentId: 'a2' }
    expect(kindOf(runOn(rows, 'message.send-anyway', anyway, onServer(kenji)))).toBe('message/not-yours')
    expect(kindOf(runOn(rows, 'message.send-anyway', anyway))).toBe('applied')
    expect(rows.get('timeline', 'a2')).toMatchObject({ deliveryState: 'sent', number: 7, text: 'words of a1' })
    expect(rows.get('timeline', 'a1')).toMatchObject({ deliveryState: 'withdrawn', collidedWith: { sentAsId: 'a2' } })
    expect(conversationIn(rows)).toMatchObject({ heldCount: 0, waitingSinceAt: notWaiting, snippet: 'words of a1' })
    expect(kindOf(runOn(rows, 'message.send-anyway', anyway))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'message.drop', { messageId: 'a1', conversationId }))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'message.drop', { messageId: 'a2', conversationId }))).toBe('message/not-held')
  })

  it('[H3] is dropped by its author or whoever may direct, and its words stay', () => {
    const rows = bothAnswer()
    const drop = { messageId: 'a1', conversationId }
    const lead: Actor = { ...kenji, rights: ['conversation.work', 'conversation.direct'] }
    expect(kindOf(runOn(rows, 'message.drop', drop, onServer(kenji)))).toBe('message/not-yours')
    expect(kindOf(runOn(rows, 'message.drop', drop, onServer(lead)))).toBe('applied')
    expect(rows.get('timeline', 'a1')).toMatchObject({ deliveryState: 'withdrawn', text: 'words of a1' })
    expect(conversationIn(rows)?.heldCount).toBe(0)
    expect(kindOf(runOn(rows, 'message.send-anyway', { ...drop, sentId: 'a2' }))).toBe('message/not-held')
  })

  it('[H3] waits its turn behind one that is delayed when it is sent anyway', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply('k1', { undoMs: 5_000 }), onServer(kenji, 1_000), { lastNumber: 3 })
    runOn(rows, 'message.send', reply('a1'), onServer(amara, 1_500), { lastNumber: 3 })
    runOn(rows, 'message.send-anyway', { messageId: 'a1', conversationId, sentId: 'a2' }, onServer(amara, 2_000))
    expect(rows.get('timeline', 'a2')).toMatchObject({ deliveryState: 'delayed', dueAt: 6_001 })
    runOn(rows, 'message.release', { messageId: 'k1', conversationId }, onServer(system, 6_000))
    runOn(rows, 'message.release', { messageId: 'a2', conversationId }, onServer(system, 6_001))
    expect(stateOf(rows, 'a2')).toBe('sent')
  })

  it('is withdrawn when its author asks it back before knowing that it is held', () => {
    const rows = bothAnswer()
    expect(kindOf(runOn(rows, 'message.unsend', { messageId: 'a1', conversationId }))).toBe('applied')
    expect(stateOf(rows, 'a1')).toBe('withdrawn')
    expect(conversationIn(rows)?.heldCount).toBe(0)
  })
})

describe('a reply to a conversation that is another’s, or no more', () => {
  it('[H1] is held when it was given to somebody else since, not when it was theirs all along or is nobody’s now', () => {
    const held = (assigneeId: string | null, saw: string | null) => {
      const rows = withConversation({ assigneeId })
      runOn(rows, 'message.send', reply('a1'), onServer(amara), { lastNumber: 3, assigneeId: saw })
      return rows.get('timeline', 'a1')?.collidedWith ?? null
    }
    expect(held('agent-kenji', 'agent-amara')).toMatchObject({ reason: 'reassigned', agentId: 'agent-kenji' })
    expect(held('agent-kenji', null)).toMatchObject({ reason: 'reassigned' })
    expect(held('agent-kenji', 'agent-kenji')).toBeNull()
    expect(held(null, 'agent-amara')).toBeNull()
    expect(held('agent-amara', 'agent-kenji')).toBeNull()
  })

  it('[H1] [H4] is held when it was merged away or is spam, and goes out when it was resolved', () => {
    const becomes = (change: Partial<Conversation>) => {
      const rows = withConversation(change)
      runOn(rows, 'message.send', reply('a1'))
      return [stateOf(rows, 'a1'), conversationIn(rows)?.status]
    }
    expect(becomes({ status: 'merged', mergedIntoId: 'other' })).toEqual(['held', 'merged'])
    expect(becomes({ status: 'spam' })).toEqual(['held', 'spam'])
    expect(becomes({ status: 'resolved' })).toEqual(['sent', 'resolved'])
  })
})
