import { describe, expect, it } from 'vitest'
import { type Conversation, notWaiting } from './conversation/conversation.ts'
import { TestRows, amara, onDesk, onServer, openConversation, system, visitor } from './testing/rows.ts'
import { kindOf, runOn } from './testing/run.ts'

const conversationId = 'conversation-1'
const withConversation = (change: Partial<Conversation> = {}) =>
  new TestRows({ collection: 'conversation', row: { ...openConversation, ...change } })
const conversationIn = (rows: TestRows) => rows.get('conversation', conversationId)

describe('conversation.snooze', () => {
  const snooze = { conversationId, untilAt: 5_000, entryId: 'e1' }
  const wake = { conversationId, entryId: 'e2' }

  it('puts a conversation aside until its time and tells it in the timeline', () => {
    const rows = withConversation()
    runOn(rows, 'conversation.snooze', snooze)
    expect(conversationIn(rows)).toMatchObject({ status: 'snoozed', snoozedUntilAt: 5_000, lastNumber: 4 })
    expect(rows.get('timeline', 'e1')?.event).toEqual({ type: 'snoozed', subjectId: '' })
    expect(runOn(rows, 'conversation.snooze', snooze)).toEqual({ outcome: 'unchanged' })
  })

  it('wakes when its time has come, not sooner, and once', () => {
    const rows = withConversation()
    runOn(rows, 'conversation.snooze', snooze)
    expect(kindOf(runOn(rows, 'conversation.wake', wake, onServer(system, 4_999)))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'conversation.wake', wake, onServer(system, 5_000)))).toBe('applied')
    expect(conversationIn(rows)).toMatchObject({ status: 'open', snoozedUntilAt: 0, waitingSinceAt: 900 })
    expect(rows.get('timeline', 'e2')).toMatchObject({ event: { type: 'woken' }, authorKind: 'system' })
    expect(kindOf(runOn(rows, 'conversation.wake', { ...wake, entryId: 'e3' }, onServer(system, 6_000)))).toBe(
      'unchanged',
    )
  })

  it('does not wake what was snoozed for longer meanwhile', () => {
    const rows = withConversation()
    runOn(rows, 'conversation.snooze', snooze)
    runOn(rows, 'conversation.snooze', { ...snooze, untilAt: 9_000, entryId: 'e4' })
    expect(kindOf(runOn(rows, 'conversation.wake', wake, onServer(system, 5_000)))).toBe('unchanged')
  })

  it('is woken by nobody but the system, and ended early by an agent', () => {
    const rows = withConversation()
    runOn(rows, 'conversation.snooze', snooze)
    expect(kindOf(runOn(rows, 'conversation.wake', wake, onServer(amara, 9_000)))).toBe('command/not-allowed')
    runOn(rows, 'conversation.unsnooze', wake)
    expect(conversationIn(rows)).toMatchObject({ status: 'open', snoozedUntilAt: 0 })
    expect(rows.get('timeline', 'e2')?.event?.type).toBe('woken')
    expect(kindOf(runOn(rows, 'conversation.unsnooze', { ...wake, entryId: 'e3' }))).toBe('unchanged')
  })

  it('ends with the customer’s message, a reply, a resolution and a reopening', () => {
    const asleep = { status: 'snoozed', snoozedUntilAt: 5_000 } as const
    const arrival = {
      messageId: 'm1',
      conversationId,
      customerId: 'customer-1',
      brandId: 'brand',
      queueId: 'queue',
      channel: 'chat',
      text: 'Hello?',
      language: 'en',
      timeZone: '',
      currency: 'GBP',
    }
    const endings = [
      ['message.receive', arrival, onServer(visitor), 'open'],
      ['message.send', { messageId: 'm1', conversationId, text: 'Hi', language: 'en' }, onServer(amara), 'open'],
      ['conversation.resolve', { conversationId, entryId: 'e1' }, onServer(amara), 'resolved'],
      ['conversation.reopen', { conversationId, entryId: 'e1' }, onServer(amara), 'open'],
    ] as const
    for (const [type, args, context, status] of endings) {
      const rows = withConversation(asleep)
      expect(kindOf(runOn(rows, type, args, context)), type).toBe('applied')
      expect(conversationIn(rows), type).toMatchObject({ status, snoozedUntilAt: 0 })
    }
  })
})

describe('undo send', () => {
  const reply = { messageId: 'm1', conversationId, text: 'On its way!', language: 'en', undoMs: 5_000 }
  const unsend = { messageId: 'm1', conversationId }
  const release = unsend

  it('holds a reply until its time by the server’s clock, then lets it go, once', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply, onServer(amara, 1_000))
    expect(rows.get('timeline', 'm1')).toMatchObject({ deliveryState: 'delayed', dueAt: 6_000 })
    expect(conversationIn(rows)).toMatchObject({ snippet: 'On its way!', waitingSinceAt: notWaiting })
    expect(kindOf(runOn(rows, 'message.release', release, onServer(system, 5_999)))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'message.release', release, onServer(system, 6_000)))).toBe('applied')
    expect(rows.get('timeline', 'm1')).toMatchObject({ deliveryState: 'sent', dueAt: 0, undo: null })
    expect(kindOf(runOn(rows, 'message.release', release, onServer(system, 6_001)))).toBe('unchanged')
  })

  it('takes it back as if it had never been written: the customer waits again', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply, onServer(amara, 1_000))
    expect(kindOf(runOn(rows, 'message.unsend', unsend, onServer(amara, 5_999)))).toBe('applied')
    expect(rows.get('timeline', 'm1')).toMatchObject({ deliveryState: 'withdrawn', dueAt: 0, undo: null })
    expect(conversationIn(rows)).toMatchObject({
      snippet: openConversation.snippet,
      waitingSinceAt: 900,
      lastMessageAt: 900,
      lastMessageBy: 'customer',
      delayedUntilAt: 0,
    })
    expect(kindOf(runOn(rows, 'message.unsend', unsend, onServer(amara, 9_000)))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'message.release', release, onServer(system, 9_000)))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'delivery.record', { messageId: 'm1', state: 'read' }, onServer(visitor)))).toBe(
      'unchanged',
    )
  })

  it('keeps what the customer wrote meanwhile as the newest', () => {
    const rows = withConversation()
    runOn(rows, 'message.send', reply, onServer(amara, 1_000))
    const now = conversationIn(rows)
    if (!now) throw new Error('no conversation')
    rows.write([
      {
        collection: 'conversation',
        row: { ...now, lastMessageBy: 'customer', lastMessageAt: 2_000, snippet: 'Hello?', waitingSinceAt: 2_000 },
      },
    ])
    runOn(rows, 'message.unsend', unsend, onServer(amara, 3_000))
    expect(conversationIn(rows)).toMatchObject({ snippet: 'Hello?', lastMessageAt: 2_000, waitingSinceAt: 900 })
  })

  it('is refused when it went out, and for what was never delayed; as long as it waits it can be had back', () => {
    const late = withConversation()
    runOn(late, 'message.send', reply, onServer(amara, 1_000))
    runOn(late, 'message.release', { messageId: 'm1', conversationId }, onServer(system, 6_000))
    expect(kindOf(runOn(late, 'message.unsend', unsend, onServer(amara, 6_000)))).toBe('message/already-sent')
    const waiting = withConversation()
    runOn(waiting, 'message.send', reply, onServer(amara, 1_000))
    expect(kindOf(runOn(waiting, 'message.unsend', unsend, onServer(amara, 6_001)))).toBe('applied')
    const atOnce = withConversation()
    runOn(atOnce, 'message.send', { ...reply, undoMs: 0 }, onServer(amara, 1_000))
    expect(atOnce.get('timeline', 'm1')).toMatchObject({ deliveryState: 'sent', dueAt: 0, undo: null })
    expect(kindOf(runOn(atOnce, 'message.unsend', unsend, onServer(amara, 1_000)))).toBe('message/already-sent')
    expect(kindOf(runOn(withConversation(), 'message.unsend', unsend))).toBe('conversation/not-found')
  })

  it('on a desk shows what is still queued or delayed as withdrawn, whatever the desk’s clock says', () => {
    const queued = withConversation()
    runOn(queued, 'message.send', reply, onDesk(amara, 7))
    runOn(queued, 'message.unsend', unsend, onDesk(amara, 8))
    expect(queued.get('timeline', 'm1')?.deliveryState).toBe('withdrawn')
    expect(conversationIn(queued)).toMatchObject({ snippet: openConversation.snippet, waitingSinceAt: 900 })
    const delayed = withConversation()
    runOn(delayed, 'message.send', reply, onServer(amara, 1_000))
    runOn(delayed, 'message.unsend', unsend, { ...onDesk(amara, 8), now: 99_000 })
    expect(delayed.get('timeline', 'm1')?.deliveryState).toBe('withdrawn')
    const sent = withConversation()
    runOn(sent, 'message.send', { ...reply, undoMs: 0 }, onDesk(amara, 7))
    expect(kindOf(runOn(sent, 'message.unsend', unsend, onDesk(amara, 8)))).toBe('message/already-sent')
  })

  it('lets no later reply overtake one that is delayed, also when the release is late', () => {
    const rows = withConversation()
    const second = { ...reply, messageId: 'm2', undoMs: 0 }
    runOn(rows, 'message.send', reply, onServer(amara, 1_000))
    runOn(rows, 'message.send', second, onServer(amara, 2_000))
    runOn(rows, 'message.send', { ...second, messageId: 'm3' }, onServer(amara, 9_000))
    const dues = ['m1', 'm2', 'm3'].map((id) => rows.get('timeline', id)?.dueAt)
    expect(dues).toEqual([6_000, 6_001, 9_000])
    for (const messageId of ['m1', 'm2', 'm3']) {
      expect(conversationIn(rows)?.delayedUntilAt).toBe(9_000)
      runOn(rows, 'message.release', { messageId, conversationId }, onServer(system, 9_000))
    }
    expect(conversationIn(rows)?.delayedUntilAt).toBe(0)
    runOn(rows, 'message.send', { ...second, messageId: 'm4' }, onServer(amara, 9_500))
    expect(rows.get('timeline', 'm4')?.deliveryState).toBe('sent')
  })

  it('lets others go when the one they wait behind was taken back', () => {
    const rows = withConversation()
    const second = { ...reply, messageId: 'm2', undoMs: 0 }
    runOn(rows, 'message.send', reply, onServer(amara, 1_000))
    runOn(rows, 'message.send', second, onServer(amara, 2_000))
    runOn(rows, 'message.unsend', unsend, onServer(amara, 3_000))
    expect(conversationIn(rows)?.delayedUntilAt).toBe(6_001)
    runOn(rows, 'message.unsend', { ...unsend, messageId: 'm2' }, onServer(amara, 3_000))
    expect(conversationIn(rows)?.delayedUntilAt).toBe(6_000)
    runOn(rows, 'message.send', { ...second, messageId: 'm3' }, onServer(amara, 7_000))
    expect(rows.get('timeline', 'm3')).toMatchObject({ deliveryState: 'delayed', dueAt: 7_000 })
  })

  it('is delayed for half a minute at most', () => {
    expect(kindOf(runOn(withConversation(), 'message.send', { ...reply, undoMs: 30_001 }))).toBe('command/invalid')
  })
})

describe('a reply that expires', () => {
  const reply = { messageId: 'm1', conversationId, text: 'Back in five!', language: 'en', expiresAt: 5_000 }

  it('is refused by the server when it comes too late, and a repeated one is still the same', () => {
    expect(kindOf(runOn(withConversation(), 'message.send', reply, onServer(amara, 5_001)))).toBe('message/expired')
    const rows = withConversation()
    expect(kindOf(runOn(rows, 'message.send', reply, onServer(amara, 5_000)))).toBe('applied')
    expect(kindOf(runOn(rows, 'message.send', reply, onServer(amara, 9_000)))).toBe('unchanged')
  })

  it('is not hidden by a desk whose clock runs ahead', () => {
    expect(kindOf(runOn(withConversation(), 'message.send', reply, { ...onDesk(amara, 1), now: 9_000 }))).toBe(
      'applied',
    )
  })
})
