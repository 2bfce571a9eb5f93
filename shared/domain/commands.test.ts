import { describe, expect, it } from 'vitest'
import type { Actor } from './command.ts'
import { type Conversation, notWaiting } from './conversation/conversation.ts'
import { pendingNumberBase } from './message/timeline-entry.ts'
import { prepareCommand } from './run-command.ts'
import { TestRows, agentEntry, amara, onDesk, onServer, openConversation, visitor } from './testing/rows.ts'
import { kindOf, runOn as run } from './testing/run.ts'

const withConversation = (change: Partial<Conversation> = {}) =>
  new TestRows(
    { collection: 'conversation', row: { ...openConversation, ...change } },
    ...['agent-amara', 'agent-kenji'].map((id) => ({ collection: 'directory' as const, row: agentEntry(id) })),
    { collection: 'directory', row: agentEntry('agent-of-another-brand', { brandIds: ['another'] }) },
    { collection: 'directory', row: agentEntry('an-admin', { role: 'admin' }) },
    { collection: 'directory', row: agentEntry('queue', { kind: 'queue', role: '' }) },
  )

const reply = { messageId: 'm1', conversationId: 'conversation-1', text: 'On its way!', language: 'en' }

describe('message.send', () => {
  it('gives the message the next number, ends the waiting and takes an unassigned conversation', () => {
    const rows = withConversation()
    run(rows, 'message.send', reply)
    expect(rows.get('timeline', 'm1')).toMatchObject({ number: 4, deliveryState: 'sent', authorId: 'agent-amara' })
    expect(rows.get('conversation', 'conversation-1')).toMatchObject({
      lastNumber: 4,
      assigneeId: 'agent-amara',
      waitingSinceAt: notWaiting,
      unreadCount: 0,
      snippet: 'On its way!',
    })
  })

  it('leaves a conversation with the colleague who has it', () => {
    const rows = withConversation({ assigneeId: 'agent-kenji' })
    run(rows, 'message.send', reply)
    expect(rows.get('conversation', 'conversation-1')?.assigneeId).toBe('agent-kenji')
  })

  it('done twice changes nothing the second time', () => {
    const rows = withConversation()
    run(rows, 'message.send', reply)
    expect(run(rows, 'message.send', reply)).toEqual({ outcome: 'unchanged' })
  })

  it('on a desk is queued, then sending, and stands after everything numbered', () => {
    const queued = withConversation()
    run(queued, 'message.send', reply, onDesk(amara, 7))
    expect(queued.get('timeline', 'm1')).toMatchObject({ number: pendingNumberBase + 7, deliveryState: 'queued' })
    expect(queued.get('conversation', 'conversation-1')?.lastNumber).toBe(3)
    const uplinked = withConversation()
    run(uplinked, 'message.send', reply, onDesk(amara, 7, true))
    expect(uplinked.get('timeline', 'm1')?.deliveryState).toBe('sending')
  })

  it('refuses blank text, a missing conversation and a customer who poses as an agent', () => {
    expect(kindOf(run(withConversation(), 'message.send', { ...reply, text: '  \n ' }))).toBe('message/empty')
    expect(kindOf(run(new TestRows(), 'message.send', reply))).toBe('conversation/not-found')
    expect(kindOf(run(withConversation(), 'message.send', reply, onServer(visitor)))).toBe('command/not-allowed')
  })
})

const arrival = {
  messageId: 'm1',
  conversationId: 'conversation-1',
  customerId: 'customer-1',
  brandId: 'brand',
  queueId: 'queue',
  channel: 'chat',
  text: 'Hello?',
  language: 'en',
  timeZone: 'Europe/London',
  currency: 'GBP',
}

describe('message.receive', () => {
  it('brings customer and conversation into being with the first message', () => {
    const rows = new TestRows()
    run(rows, 'message.receive', arrival, onServer(visitor, 500))
    expect(rows.get('customer', 'customer-1')).toMatchObject({ name: '', timeZone: 'Europe/London' })
    expect(rows.get('conversation', 'conversation-1')).toMatchObject({
      status: 'open',
      subject: 'Hello?',
      lastNumber: 1,
      waitingSinceAt: 500,
      unreadCount: 1,
      assigneeId: null,
    })
  })

  it('keeps the time since when the customer has been waiting', () => {
    const rows = withConversation()
    run(rows, 'message.receive', arrival, onServer(visitor, 5_000))
    expect(rows.get('conversation', 'conversation-1')).toMatchObject({
      waitingSinceAt: 900,
      unreadCount: 3,
      lastNumber: 4,
    })
  })

  it('opens a resolved conversation again', () => {
    const rows = withConversation({ status: 'resolved', resolvedAt: 950, waitingSinceAt: notWaiting })
    run(rows, 'message.receive', arrival, onServer(visitor, 5_000))
    expect(rows.get('conversation', 'conversation-1')).toMatchObject({
      status: 'open',
      resolvedAt: 0,
      waitingSinceAt: 5_000,
    })
  })

  it('never lets one customer write into the conversation of another', () => {
    const rows = withConversation()
    expect(run(rows, 'message.receive', { ...arrival, customerId: 'customer-2' }, onServer(visitor)).outcome).toBe(
      'refused',
    )
  })
})

describe('conversation.assign', () => {
  const take = (assigneeId: string | null) => ({
    conversationId: 'conversation-1',
    assigneeId,
    entryId: `e-${assigneeId}`,
  })
  const kenji: Actor = { ...amara, id: 'agent-kenji' }

  it('tells the second of two who take it at once who was first', () => {
    const rows = withConversation()
    run(rows, 'conversation.assign', take('agent-amara'), onServer(amara), { assigneeId: null })
    expect(run(rows, 'conversation.assign', take('agent-kenji'), onServer(kenji), { assigneeId: null })).toEqual({
      outcome: 'refused',
      refusal: { kind: 'conversation/already-assigned', retryable: false, detail: { assigneeId: 'agent-amara' } },
    })
  })

  it('lets whoever may direct take over from the assignee that they saw, and tells it in the timeline', () => {
    const rows = withConversation({ assigneeId: 'agent-amara' })
    const lead: Actor = { ...kenji, rights: ['conversation.work', 'conversation.direct'] }
    run(rows, 'conversation.assign', take('agent-kenji'), onServer(lead), { assigneeId: 'agent-amara' })
    expect(rows.get('conversation', 'conversation-1')?.assigneeId).toBe('agent-kenji')
    expect(rows.get('timeline', 'e-agent-kenji')?.event).toEqual({ type: 'assigned', subjectId: 'agent-kenji' })
  })
})

describe('conversation.assign, what it is refused for', () => {
  const give = (rows: TestRows, assigneeId: string | null, actor: Actor = amara) =>
    kindOf(
      run(rows, 'conversation.assign', { conversationId: 'conversation-1', assigneeId, entryId: 'e' }, onServer(actor)),
    )

  it('a colleague’s conversation is neither taken nor given away without the right to direct', () => {
    expect(give(withConversation({ assigneeId: 'agent-kenji' }), 'agent-amara')).toBe('conversation/not-yours')
    expect(give(withConversation({ assigneeId: 'agent-kenji' }), null)).toBe('conversation/not-yours')
    const lead: Actor = { ...amara, rights: ['conversation.work', 'conversation.direct'] }
    expect(give(withConversation({ assigneeId: 'agent-kenji' }), null, lead)).toBe('applied')
  })

  it('one’s own is given to a colleague or back to nobody', () => {
    expect(give(withConversation({ assigneeId: 'agent-amara' }), 'agent-kenji')).toBe('applied')
    expect(give(withConversation({ assigneeId: 'agent-amara' }), null)).toBe('applied')
  })

  it('nobody gets it who does not work on conversations of its brand', () => {
    for (const id of ['agent-of-another-brand', 'an-admin', 'queue', 'nobody-we-know'])
      expect(give(withConversation(), id)).toBe('conversation/cannot-serve')
  })
})

describe('delivery.record', () => {
  it('moves forward only: a late receipt never takes a state back', () => {
    const rows = withConversation()
    run(rows, 'message.send', reply)
    run(rows, 'delivery.record', { messageId: 'm1', state: 'read' }, onServer(visitor))
    expect(run(rows, 'delivery.record', { messageId: 'm1', state: 'delivered' }, onServer(visitor))).toEqual({
      outcome: 'unchanged',
    })
    expect(rows.get('timeline', 'm1')?.deliveryState).toBe('read')
  })

  it('knows nothing of the delivery of a note', () => {
    const rows = withConversation()
    run(rows, 'note.add', { noteId: 'n1', conversationId: 'conversation-1', text: 'VIP, be quick', language: 'en' })
    expect(run(rows, 'delivery.record', { messageId: 'n1', state: 'read' }, onServer(visitor)).outcome).toBe('refused')
  })
})

describe('conversation.resolve and reopen', () => {
  it('resolve ends waiting and unread; reopen undoes the status alone', () => {
    const rows = withConversation()
    run(rows, 'conversation.resolve', { conversationId: 'conversation-1', entryId: 'e1' })
    expect(rows.get('conversation', 'conversation-1')).toMatchObject({
      status: 'resolved',
      unreadCount: 0,
      resolvedAt: 1_000,
    })
    run(rows, 'conversation.reopen', { conversationId: 'conversation-1', entryId: 'e2' })
    expect(rows.get('conversation', 'conversation-1')).toMatchObject({ status: 'open', resolvedAt: 0, lastNumber: 5 })
  })
})

describe('tag.add and tag.remove', () => {
  it('two agents who tag at once keep both tags, and nothing is tagged twice', () => {
    const rows = withConversation({ tags: ['vip'] })
    const tag = (name: string) => ({ conversationId: 'conversation-1', tag: name })
    run(rows, 'tag.add', tag('refund'))
    run(rows, 'tag.add', tag('customs'))
    expect(run(rows, 'tag.add', tag('refund'))).toEqual({ outcome: 'unchanged' })
    run(rows, 'tag.remove', tag('vip'))
    expect(rows.get('conversation', 'conversation-1')?.tags).toEqual(['refund', 'customs'])
  })
})

describe('prepareCommand', () => {
  it('refuses what it does not know, what is newer than it, and arguments of the wrong shape', () => {
    const kind = (type: string, version: number, args: unknown) => {
      const prepared = prepareCommand({ type, version, args, basedOn: {} })
      return prepared.ok ? 'ok' : prepared.refusal.kind
    }
    expect(kind('message.recall', 1, {})).toBe('command/unknown')
    expect(kind('constructor', 1, {})).toBe('command/unknown')
    expect(kind('message.send', 2, reply)).toBe('command/unknown')
    expect(kind('message.send', 1, { ...reply, extra: true })).toBe('command/invalid')
    expect(kind('message.send', 1, { ...reply, text: 'a\0' })).toBe('command/invalid')
    expect(kind('message.send', 1, reply)).toBe('ok')
  })
})
