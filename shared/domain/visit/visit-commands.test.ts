import { describe, expect, it } from 'vitest'
import type { Customer } from '../customer/customer.ts'
import { newCustomer } from '../customer/new-customer.ts'
import { TestRows, onServer, openConversation, visitor } from '../testing/rows.ts'
import { kindOf, runOn as run } from '../testing/run.ts'

const customer = (given: Partial<Customer> = {}) => ({
  collection: 'customer' as const,
  row: newCustomer({
    id: 'customer-1' as Customer['id'],
    organisationId: 'org' as Customer['organisationId'],
    brandId: 'brand',
    currency: 'GBP',
    customerSinceAt: 1,
    ...given,
  }),
})
const rowsWith = (change: object = {}, known: Partial<Customer> = {}) =>
  new TestRows({ collection: 'conversation', row: { ...openConversation, ...change } }, customer(known))
const as = onServer(visitor)
const talk = (rows: TestRows) => rows.get('conversation', 'conversation-1')

describe('customer.introduce', () => {
  const introduce = (rows: TestRows, given: object) =>
    kindOf(
      run(rows, 'customer.introduce', { customerId: 'customer-1', name: '', email: '', account: '', ...given }, as),
    )

  it('[V1] fills what is empty and writes over nothing', () => {
    const rows = rowsWith({}, { name: 'Zoë Martin' })
    expect(introduce(rows, { name: 'zoe', email: 'zoe@example.org', account: 'shopper-7' })).toBe('applied')
    expect(introduce(rows, { email: 'other@example.org' })).toBe('applied')
    expect(rows.get('customer', 'customer-1')).toMatchObject({
      name: 'Zoë Martin',
      email: 'zoe@example.org',
      identities: [
        { channel: 'email', handle: 'zoe@example.org' },
        { channel: 'account', handle: 'shopper-7' },
        { channel: 'email', handle: 'other@example.org' },
      ],
    })
    expect(introduce(rows, { email: 'other@example.org', account: 'shopper-7' })).toBe('unchanged')
    expect(introduce(rows, { email: 'nonsense' })).toBe('customer/invalid')
    expect(introduce(new TestRows(), { name: 'x' })).toBe('customer/not-found')
  })
})

describe('conversation.describe-visit', () => {
  it('[V1] keeps what is not given, and when something was agreed to', () => {
    const rows = rowsWith()
    const describeVisit = (given: object, now: number) =>
      kindOf(
        run(
          rows,
          'conversation.describe-visit',
          { conversationId: 'conversation-1', ...given },
          onServer(visitor, now),
        ),
      )
    expect(describeVisit({ consent: 'I agree', orderNumber: ' 42 ' }, 5_000)).toBe('applied')
    expect(describeVisit({ consent: 'I agree' }, 9_000)).toBe('unchanged')
    expect(describeVisit({ answerTo: 'zoe@example.org' }, 9_000)).toBe('applied')
    expect(talk(rows)?.visit).toMatchObject({
      orderNumber: '42',
      answerTo: 'zoe@example.org',
      consent: 'I agree',
      consentAt: 5_000,
    })
  })
})

describe('conversation.end', () => {
  const end = (rows: TestRows, entryId = 'e1') =>
    kindOf(run(rows, 'conversation.end', { conversationId: 'conversation-1', entryId }, as))

  it('[V2] resolves it for whoever has it, once, and leaves merged ones and spam alone', () => {
    const rows = rowsWith({ assigneeId: 'agent-amara' })
    expect(end(rows)).toBe('applied')
    expect(end(rows)).toBe('unchanged')
    expect(end(rows, 'e2')).toBe('unchanged')
    expect(talk(rows)).toMatchObject({ status: 'resolved', assigneeId: 'agent-amara', before: { status: 'open' } })
    expect(rows.get('timeline', 'e1')).toMatchObject({ event: { type: 'ended' }, authorKind: 'customer' })
    expect(end(rowsWith({ status: 'spam' }))).toBe('conversation/is-spam')
    expect(end(rowsWith({ status: 'merged', mergedIntoId: 'c2' }))).toBe('conversation/merged')
  })
})

describe('conversation.rate', () => {
  const rate = (rows: TestRows, stars: number, entryId = 'e1') =>
    kindOf(run(rows, 'conversation.rate', { conversationId: 'conversation-1', entryId, stars, comment: ' ok ' }, as))

  it('[V3] tells it in the timeline; the newest counts, and the status stays', () => {
    const rows = rowsWith()
    expect([rate(rows, 2), rate(rows, 2), rate(rows, 5, 'e2')]).toEqual(['applied', 'unchanged', 'applied'])
    expect(talk(rows)).toMatchObject({ status: 'open', visit: { stars: 5 }, lastNumber: 5 })
    expect(rows.get('timeline', 'e1')).toMatchObject({ event: { type: 'rated', value: '2' }, text: 'ok' })
    for (const stars of [0, 6, 2.5]) expect(rate(rows, stars, 'e3'), `${stars}`).toBe('command/invalid')
    expect(rate(rowsWith({ status: 'merged', mergedIntoId: 'c2' }), 3)).toBe('conversation/merged')
  })
})

describe('message.receive, of what looks like spam or comes when nobody is there', () => {
  const arrival = {
    messageId: 'm1',
    conversationId: 'conversation-2',
    customerId: 'customer-1',
    brandId: 'brand',
    queueId: 'queue',
    channel: 'chat',
    text: 'Hello?',
    language: 'en',
    timeZone: '',
    currency: 'GBP',
  }

  it('[V4] the first suspicion stays, and only a conversation that begins then was left', () => {
    const rows = rowsWith()
    run(rows, 'message.receive', { ...arrival, isAway: true, suspicion: 'links' }, as)
    run(rows, 'message.receive', { ...arrival, messageId: 'm2', suspicion: 'repeated' }, as)
    expect(rows.get('conversation', 'conversation-2')?.visit).toMatchObject({ wasAway: true, suspicion: 'links' })
    run(rows, 'message.receive', { ...arrival, conversationId: 'conversation-1', messageId: 'm3', isAway: true }, as)
    expect(talk(rows)?.visit).toBeNull()
  })
})
