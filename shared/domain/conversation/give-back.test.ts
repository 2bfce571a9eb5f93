import { describe, expect, it } from 'vitest'
import type { Actor } from '../command.ts'
import { TestRows, agentEntry, amara, onServer, openConversation, system } from '../testing/rows.ts'
import { kindOf, runOn } from '../testing/run.ts'
import { type Conversation, notWaiting } from './conversation.ts'

const kenji: Actor = { ...amara, id: 'agent-kenji' }
const conversationId = 'conversation-1'
const entryId = 'returned'
const giveBack = { conversationId, entryId, agentId: amara.id }

const rowsWith = (given: Partial<Conversation> = {}) =>
  new TestRows(
    {
      collection: 'conversation',
      row: { ...openConversation, queueId: 'returns', assigneeId: amara.id, waitingSinceAt: 900, ...given },
    },
    ...['agent-amara', 'agent-kenji'].map((id) => ({ collection: 'directory' as const, row: agentEntry(id) })),
  )
const talkIn = (rows: TestRows) => rows.get('conversation', conversationId)
/** Written by Amara before her desk went dark, and arriving only now. */
const lateReply = (rows: TestRows) =>
  runOn(
    rows,
    'message.send',
    { messageId: 'late', conversationId, text: 'It left today.', language: 'en' },
    onServer(amara, 9_000),
    { lastNumber: openConversation.lastNumber, assigneeId: amara.id },
  )

describe('a conversation of an agent whose desk went dark', () => {
  it('[G1] [G2] is nobody’s in its queue again, with the time its customer has waited, and says whose desk it was', () => {
    const rows = rowsWith()
    expect(kindOf(runOn(rows, 'conversation.give-back', giveBack, onServer(system, 5_000)))).toBe('applied')
    expect(talkIn(rows)).toMatchObject({ assigneeId: null, queueId: 'returns', status: 'open', waitingSinceAt: 900 })
    expect(rows.get('timeline', entryId)?.event).toEqual({ type: 'given-back', subjectId: amara.id })
    expect(kindOf(runOn(rows, 'conversation.give-back', giveBack, onServer(system, 6_000)))).toBe('unchanged')
  })

  it.each([
    ['nobody waits', { waitingSinceAt: notWaiting }],
    ['it is somebody else’s by now', { assigneeId: kenji.id }],
    ['it is snoozed', { status: 'snoozed' as const, snoozedUntilAt: 9_000 }],
    ['it is resolved', { status: 'resolved' as const }],
  ])('[G1] [G2] stays as it is where %s', (_, given) => {
    const rows = rowsWith(given)
    expect(kindOf(runOn(rows, 'conversation.give-back', giveBack, onServer(system)))).toBe('unchanged')
  })

  it('[G3] goes on with a late reply where nobody was faster, and is its author’s again', () => {
    const rows = rowsWith()
    runOn(rows, 'conversation.give-back', giveBack, onServer(system, 5_000))
    lateReply(rows)
    expect(rows.get('timeline', 'late')).toMatchObject({ deliveryState: 'sent' })
    expect(talkIn(rows)).toMatchObject({ assigneeId: amara.id })
  })

  it('[G3] [H1] holds a late reply where a colleague has it, or has answered', () => {
    const taken = rowsWith()
    runOn(taken, 'conversation.give-back', giveBack, onServer(system, 5_000))
    runOn(taken, 'conversation.assign', { conversationId, entryId: 'taken', assigneeId: kenji.id }, onServer(kenji))
    lateReply(taken)
    expect(taken.get('timeline', 'late')).toMatchObject({
      deliveryState: 'held',
      collidedWith: { reason: 'reassigned', agentId: kenji.id },
    })
    const answered = rowsWith()
    runOn(answered, 'conversation.give-back', giveBack, onServer(system, 5_000))
    const faster = { messageId: 'faster', conversationId, text: 'Yesterday.', language: 'en' }
    runOn(answered, 'message.send', faster, onServer(kenji, 6_000))
    lateReply(answered)
    expect(answered.get('timeline', 'late')).toMatchObject({
      deliveryState: 'held',
      collidedWith: { reason: 'answered', agentId: kenji.id },
    })
  })
})
