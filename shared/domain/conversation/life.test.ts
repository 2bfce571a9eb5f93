import { describe, expect, it } from 'vitest'
import type { Actor } from '../command.ts'
import { newCustomer } from '../customer/new-customer.ts'
import type { Customer } from '../customer/customer.ts'
import { TestRows, agentEntry, amara, onDesk, onServer, openConversation, system, visitor } from '../testing/rows.ts'
import { kindOf, runOn } from '../testing/run.ts'
import { type Conversation, notWaiting } from './conversation.ts'

const kenji: Actor = { ...amara, id: 'agent-kenji' }
const lead: Actor = { ...amara, id: 'agent-lea', rights: ['conversation.work', 'conversation.direct'] }
const conversationId = 'conversation-1'
const of = (id: string, change: Partial<Conversation> = {}): Conversation => ({
  ...openConversation,
  id: id as Conversation['id'],
  ...change,
})
const customer = (id: string, mergedIntoId: string | null = null): Customer =>
  newCustomer({
    id: id as Customer['id'],
    organisationId: 'org' as Customer['organisationId'],
    brandId: 'brand',
    currency: 'GBP',
    customerSinceAt: 1,
    mergedIntoId,
  })

function rowsWith(change: Partial<Conversation> = {}, ...others: readonly Conversation[]): TestRows {
  return new TestRows(
    ...[of(conversationId, change), ...others].map((row) => ({ collection: 'conversation' as const, row })),
    ...['agent-amara', 'agent-kenji', 'agent-lea'].map((id) => ({
      collection: 'directory' as const,
      row: agentEntry(id),
    })),
    { collection: 'directory', row: agentEntry('returns', { kind: 'queue', brandId: 'brand', role: '' }) },
    { collection: 'directory', row: agentEntry('foreign', { kind: 'queue', brandId: 'another', role: '' }) },
    { collection: 'directory', row: agentEntry('far', { brandIds: ['another'] }) },
    { collection: 'customer', row: customer('customer-1') },
    { collection: 'customer', row: customer('customer-2', 'customer-1') },
    { collection: 'customer', row: customer('customer-3') },
  )
}
const talkIn = (rows: TestRows, id = conversationId) => rows.get('conversation', id)

describe('an offer', () => {
  const offer = { conversationId, entryId: 'e1', agentId: 'agent-kenji', forMs: 30_000 }

  it('[O2] ends by the server’s clock, not sooner, and once', () => {
    const rows = rowsWith()
    runOn(rows, 'conversation.offer', offer, onServer(lead, 1_000))
    expect(talkIn(rows)).toMatchObject({ offeredToId: 'agent-kenji', offerUntilAt: 31_000 })
    const expire = { conversationId, entryId: 'e2' }
    expect(kindOf(runOn(rows, 'conversation.expire-offer', expire, onServer(system, 30_999)))).toBe('unchanged')
    expect(kindOf(runOn(rows, 'conversation.expire-offer', expire, onServer(system, 31_000)))).toBe('applied')
    expect(talkIn(rows)).toMatchObject({ offeredToId: null, offerUntilAt: 0, assigneeId: null })
    expect(rows.get('timeline', 'e2')?.event).toEqual({ type: 'offer-expired', subjectId: 'agent-kenji' })
  })

  it('[O2] is accepted too late by the server’s clock alone', () => {
    const rows = rowsWith()
    runOn(rows, 'conversation.offer', offer, onServer(lead, 1_000))
    const accept = { conversationId, entryId: 'e2' }
    expect(kindOf(runOn(rows, 'conversation.accept-offer', accept, onServer(kenji, 31_001)))).toBe(
      'conversation/offer-over',
    )
    expect(kindOf(runOn(rows, 'conversation.accept-offer', accept, { ...onDesk(kenji, 1), now: 99_000 }))).toBe(
      'applied',
    )
  })

  it('[O3] loses to whoever took the conversation, and says who', () => {
    const rows = rowsWith()
    runOn(rows, 'conversation.offer', offer, onServer(lead))
    runOn(rows, 'conversation.assign', { conversationId, assigneeId: 'agent-amara', entryId: 'e2' })
    expect(runOn(rows, 'conversation.accept-offer', { conversationId, entryId: 'e3' }, onServer(kenji))).toEqual({
      outcome: 'refused',
      refusal: { kind: 'conversation/already-assigned', retryable: false, detail: { assigneeId: 'agent-amara' } },
    })
  })

  it('[O1] is declined with a word why', () => {
    const rows = rowsWith()
    runOn(rows, 'conversation.offer', offer, onServer(lead))
    const decline = { conversationId, entryId: 'e2', reason: 'On a call' }
    expect(kindOf(runOn(rows, 'conversation.decline-offer', decline, onServer(kenji)))).toBe('applied')
    expect(rows.get('timeline', 'e2')).toMatchObject({ text: 'On a call', event: { type: 'offer-declined' } })
  })

  it('[A4] [O1] is made to nobody who does not serve the brand', () => {
    expect(kindOf(runOn(rowsWith(), 'conversation.offer', { ...offer, agentId: 'far' }, onServer(lead)))).toBe(
      'conversation/cannot-serve',
    )
  })
})

describe('handing over', () => {
  const to = (target: object, note = 'Speaks to the carrier') => ({
    conversationId,
    to: target,
    note,
    noteId: 'n1',
    entryId: 'e1',
    language: 'en',
  })

  it('[T1] [T2] to a queue makes it nobody’s, with the note tied to its line', () => {
    const rows = rowsWith({ assigneeId: 'agent-amara' })
    runOn(rows, 'conversation.transfer', to({ kind: 'queue', queueId: 'returns' }))
    expect(talkIn(rows)).toMatchObject({ assigneeId: null, queueId: 'returns', lastNumber: 5 })
    expect(rows.get('timeline', 'e1')).toMatchObject({
      number: 4,
      event: { type: 'transferred', subjectId: 'returns', noteId: 'n1' },
    })
    expect(rows.get('timeline', 'n1')).toMatchObject({ number: 5, kind: 'note', text: 'Speaks to the carrier' })
  })

  it('[T2] without a word there is no note', () => {
    const rows = rowsWith({ assigneeId: 'agent-amara' })
    runOn(rows, 'conversation.transfer', to({ kind: 'agent', agentId: 'agent-kenji' }, '  '))
    expect(talkIn(rows)).toMatchObject({ assigneeId: 'agent-kenji', queueId: 'queue', lastNumber: 4 })
    expect(rows.get('timeline', 'n1')).toBeUndefined()
    expect(rows.get('timeline', 'e1')?.event).toEqual({ type: 'transferred', subjectId: 'agent-kenji' })
  })

  it('[A4] goes to no queue and no agent of another brand', () => {
    const kind = (target: object) => kindOf(runOn(rowsWith(), 'conversation.transfer', to(target)))
    expect(kind({ kind: 'queue', queueId: 'foreign' })).toBe('conversation/unknown-queue')
    expect(kind({ kind: 'queue', queueId: 'agent-kenji' })).toBe('conversation/unknown-queue')
    expect(kind({ kind: 'agent', agentId: 'far' })).toBe('conversation/cannot-serve')
  })

  it('[A1] of two who hand it over at once, the second is told who has it', () => {
    const rows = rowsWith({ assigneeId: 'agent-kenji' })
    const second = runOn(rows, 'conversation.transfer', to({ kind: 'queue', queueId: 'returns' }), onServer(lead), {
      assigneeId: 'agent-amara',
    })
    expect(second).toMatchObject({ refusal: { detail: { assigneeId: 'agent-kenji' } } })
  })

  it('[A3] is taken back by whoever did it until something happens in it', () => {
    const rows = rowsWith({ assigneeId: 'agent-amara' })
    runOn(rows, 'conversation.transfer', to({ kind: 'agent', agentId: 'agent-kenji' }))
    const back = { conversationId, assigneeId: 'agent-amara', entryId: 'e2' }
    expect(kindOf(runOn(rows, 'conversation.assign', back, onDesk(amara, 3)))).toBe('applied')
    const late = rowsWith({ assigneeId: 'agent-amara' })
    runOn(late, 'conversation.transfer', to({ kind: 'agent', agentId: 'agent-kenji' }))
    runOn(late, 'note.add', { noteId: 'n2', conversationId, text: 'Mine', language: 'en' }, onServer(kenji))
    expect(kindOf(runOn(late, 'conversation.assign', back))).toBe('conversation/not-yours')
  })
})

describe('the customer’s next message', () => {
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
  const after = (change: Partial<Conversation>, more: object = {}) => {
    const rows = rowsWith({ assigneeId: 'agent-amara', ...change })
    runOn(rows, 'message.receive', { ...arrival, ...more }, onServer(visitor, 5_000))
    return rows
  }

  it('[S2] gives a resolved one back to whoever had it, or to its queue where that is its policy', () => {
    expect(talkIn(after({ status: 'resolved' }))).toMatchObject({ status: 'open', assigneeId: 'agent-amara' })
    const freed = after({ status: 'resolved' }, { reopensTo: 'queue' })
    expect(talkIn(freed)).toMatchObject({ status: 'open', assigneeId: null })
    const awake = after({ status: 'snoozed', snoozedUntilAt: 9_000 }, { reopensTo: 'queue' })
    expect(talkIn(awake)).toMatchObject({ status: 'open', assigneeId: 'agent-amara', snoozedUntilAt: 0 })
  })

  it('[S3] does not open spam, and is not forgotten when it was none', () => {
    const rows = rowsWith({ assigneeId: 'agent-amara', status: 'resolved', waitingSinceAt: notWaiting, unreadCount: 0 })
    runOn(rows, 'conversation.mark-spam', { conversationId, entryId: 'e1' })
    runOn(rows, 'message.receive', arrival, onServer(visitor, 5_000))
    expect(talkIn(rows)).toMatchObject({
      status: 'spam',
      waitingSinceAt: notWaiting,
      unreadCount: 0,
      snippet: 'Hello?',
    })
    runOn(rows, 'conversation.not-spam', { conversationId, entryId: 'e2' })
    expect(talkIn(rows)).toMatchObject({ status: 'open', waitingSinceAt: 5_000, unreadCount: 1, before: null })
  })

  it('[M3] is refused by what was merged meanwhile, with where it goes', () => {
    const rows = rowsWith({ status: 'merged', mergedIntoId: 'target' })
    expect(runOn(rows, 'message.receive', arrival, onServer(visitor))).toMatchObject({
      refusal: { kind: 'conversation/merged', detail: { intoId: 'target' } },
    })
  })
})

describe('merging', () => {
  const merge = { fromId: conversationId, intoId: 'target', entryId: 'e1', intoEntryId: 'e2' }
  const waitingSinceAt = 700

  it('[M1] [M4] leaves the timeline, tells both, and lets the customer wait in the target', () => {
    const rows = rowsWith({ waitingSinceAt }, of('target', { status: 'resolved', waitingSinceAt: notWaiting }))
    runOn(rows, 'conversation.merge', merge)
    expect(talkIn(rows)).toMatchObject({ status: 'merged', mergedIntoId: 'target', mergedAtNumber: 4, lastNumber: 4 })
    expect(talkIn(rows, 'target')).toMatchObject({ status: 'open', waitingSinceAt, lastNumber: 4 })
    expect(rows.get('timeline', 'e1')).toMatchObject({ conversationId, event: { type: 'merged', subjectId: 'target' } })
    expect(rows.get('timeline', 'e2')).toMatchObject({
      conversationId: 'target',
      event: { type: 'absorbed', subjectId: conversationId },
    })
  })

  it('[M5] is taken apart; what people did with the target since stands', () => {
    const rows = rowsWith({ waitingSinceAt }, of('target', { status: 'resolved', waitingSinceAt: notWaiting }))
    runOn(rows, 'conversation.merge', merge)
    const answered = { messageId: 'm1', conversationId: 'target', text: 'Here', language: 'en' }
    runOn(rows, 'message.send', answered)
    runOn(rows, 'conversation.unmerge', { ...merge, entryId: 'e3', intoEntryId: 'e4' })
    expect(talkIn(rows)).toMatchObject({ status: 'open', waitingSinceAt, mergedIntoId: null, mergedAtNumber: 0 })
    expect(talkIn(rows, 'target')).toMatchObject({ status: 'open', waitingSinceAt: notWaiting })
  })

  it('[M2] never makes a circle or a fork', () => {
    const rows = rowsWith({}, of('target'), of('third'))
    const pair = (fromId: string, intoId: string, n: string) =>
      kindOf(
        runOn(rows, 'conversation.merge', { fromId, intoId, entryId: `e${n}`, intoEntryId: `i${n}` }, onServer(lead)),
      )
    expect(pair(conversationId, conversationId, '0')).toBe('conversation/same')
    expect(pair(conversationId, 'target', '1')).toBe('applied')
    expect(pair('target', conversationId, '2')).toBe('conversation/merged')
    expect(pair(conversationId, 'third', '3')).toBe('conversation/merged')
    expect(pair('target', 'third', '4')).toBe('applied')
    expect(pair('third', conversationId, '5')).toBe('conversation/merged')
  })

  it('[M1] [M6] is of one customer, or of rows that were merged into one', () => {
    const kind = (customerId: string, customerIds?: string[]) =>
      kindOf(
        runOn(
          rowsWith({}, of('target', { customerId: customerId as Conversation['customerId'] })),
          'conversation.merge',
          customerIds ? { ...merge, customerIds } : merge,
        ),
      )
    expect(kind('customer-2')).toBe('conversation/other-customer')
    expect(kind('customer-2', ['customer-2'])).toBe('applied')
    expect(kind('customer-3', ['customer-3', 'customer-2'])).toBe('conversation/other-customer')
    expect(kindOf(runOn(rowsWith({}, of('target', { brandId: 'another' })), 'conversation.merge', merge))).toBe(
      'conversation/other-brand',
    )
  })
})

describe('links', () => {
  it('[L1] are at most twenty each', () => {
    const linkedIds = Array.from({ length: 20 }, (_, index) => `c${index}`)
    const rows = rowsWith({}, of('full', { linkedIds }))
    const link = { conversationId, otherId: 'full', entryId: 'e1', otherEntryId: 'e2' }
    expect(kindOf(runOn(rows, 'conversation.link', link))).toBe('conversation/too-many-links')
  })
})

describe('whom a note names', () => {
  const note = (mentions: string[]) => ({ noteId: 'n1', conversationId, text: 'See', language: 'en', mentions })

  it('[N1] finds it among their mentions until they have dealt with it; its author does not', () => {
    const rows = rowsWith()
    runOn(rows, 'note.add', note(['agent-kenji', 'agent-kenji', 'agent-amara']))
    expect(talkIn(rows)).toMatchObject({ mentionedIds: ['agent-kenji'], mentionState: 'open' })
    expect(rows.get('timeline', 'n1')?.mentions).toEqual(['agent-kenji', 'agent-amara'])
    runOn(rows, 'mention.read', { conversationId }, onServer(kenji))
    expect(talkIn(rows)).toMatchObject({ mentionedIds: [], mentionState: 'none' })
    runOn(rows, 'mention.unread', { conversationId }, onServer(kenji))
    expect(talkIn(rows)).toMatchObject({ mentionedIds: ['agent-kenji'], mentionState: 'open' })
  })

  it('[N1] sees the brand', () => {
    expect(kindOf(runOn(rowsWith(), 'note.add', note(['far'])))).toBe('note/cannot-see')
    expect(kindOf(runOn(rowsWith(), 'note.add', note(Array.from({ length: 21 }, (_, n) => `a${n}`))))).toBe(
      'command/invalid',
    )
  })
})
