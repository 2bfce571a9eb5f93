import { describe, expect, it } from 'vitest'
import type { RowWrite } from '#shared/domain/command.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { command, conversation, customer, reply, startTestReplica } from '../testing/test-desk.ts'
import { TestServer } from '../testing/test-server.ts'
import { type InboxOrder, askInbox, askInboxCounts, askQueueCounts, askRelated } from './inbox-query.ts'
import { askCustomer, askTimeline } from './reference-queries.ts'

const me = 'agent-amara'
const talk = (id: string, change: Partial<Conversation> = {}): RowWrite => ({
  collection: 'conversation',
  row: conversation(id, change),
})
const person = (id: string, change: Partial<Customer> = {}): RowWrite => ({
  collection: 'customer',
  row: { ...customer, id: id as Customer['id'], ...change },
})
const of = (customerId: string) => ({ customerId: customerId as Conversation['customerId'] })

async function deskWith(...rows: RowWrite[]) {
  const server = new TestServer()
  server.put(...rows)
  const test = await startTestReplica(server, createInMemoryRowStore())
  return { ...test, server, desk: await test.replica.desk() }
}
const named = (rows: readonly { readonly conversation: Conversation }[]) => rows.map((row) => row.conversation.id)

describe('the views of an agent', () => {
  const world = () =>
    deskWith(
      talk('named', { mentionedIds: ['agent-ben', me], mentionState: 'open', waitingSinceAt: 50, lastMessageAt: 500 }),
      talk('named-too', { mentionedIds: [me], mentionState: 'open', waitingSinceAt: 20, lastMessageAt: 200 }),
      talk('of-ben', { mentionedIds: ['agent-ben'], mentionState: 'open' }),
      talk('gone', { mentionedIds: [me], mentionState: 'open', status: 'merged', mergedIntoId: 'named' }),
      talk('asked', { offeredToId: me, offerUntilAt: 9_000 }),
      talk('asked-of-ben', { offeredToId: 'agent-ben', offerUntilAt: 9_000 }),
      talk('junk', { status: 'spam' }),
      talk('elsewhere', { queueId: 'queue-2' }),
    )

  it('show where they were named, what they are offered, and what is spam; spam and what is merged counts nowhere else', async () => {
    const { desk, replica } = await world()
    const view = async (name: 'mentions' | 'offered' | 'spam', order: InboxOrder = 'recent') =>
      named((await askInbox(desk, { view: name, order, limit: 10 })).rows)
    expect(await view('mentions')).toEqual(['named', 'named-too'])
    expect(await view('mentions', 'waiting')).toEqual(['named-too', 'named'])
    expect(await view('offered')).toEqual(['asked'])
    expect(await view('spam')).toEqual(['junk'])
    expect(await askInboxCounts(desk)).toMatchObject({ open: 6, unassigned: 6, mentions: 2, offered: 1, spam: 1 })
    await replica.close()
  })

  it('show what stands in one queue, with how many', async () => {
    const { desk, replica } = await world()
    const open = await askInbox(desk, { view: 'open', queueId: 'queue-2', order: 'waiting', limit: 10 })
    expect(named(open.rows)).toEqual(['elsewhere'])
    expect(await askQueueCounts(desk, ['queue', 'queue-2', 'queue-3'])).toEqual({
      queue: 5,
      'queue-2': 1,
      'queue-3': 0,
    })
    await replica.close()
  })

  it('follow what is pending: a mention that is read leaves at once', async () => {
    const { desk, replica } = await world()
    const commands = [command(1, 'mention.read', { conversationId: 'named' })]
    await replica.take({ event: 'pending', commands, after: 0, uplinkedTo: 0 })
    expect((await askInboxCounts(desk)).mentions).toBe(1)
    await replica.close()
  })
})

describe('what belongs to a conversation', () => {
  it('is what was merged into it, what it was merged into, and what it is linked to', async () => {
    const { desk, replica } = await deskWith(
      talk('one', { linkedIds: ['other', 'not-here'] }),
      talk('other', { linkedIds: ['one'] }),
      talk('late', { status: 'merged', mergedIntoId: 'one', openedAt: 200 }),
      talk('early', { status: 'merged', mergedIntoId: 'one', openedAt: 100 }),
    )
    const found = await askRelated(desk, 'one')
    expect([named(found.merged), found.mergedInto, named(found.linked)]).toEqual([['early', 'late'], null, ['other']])
    expect((await askRelated(desk, 'late')).mergedInto?.conversation.id).toBe('one')
    expect(await askRelated(desk, 'not-here')).toEqual({ merged: [], mergedInto: null, linked: [] })
    await replica.close()
  })
})

describe('[C2] a customer who was merged', () => {
  it('is shown as one person, whichever row is asked for, and apart again when that is taken back', async () => {
    const { desk, replica, server, caughtUp } = await deskWith(
      person('shown', { name: 'Zoë' }),
      person('second', { mergedIntoId: 'shown' }),
      person('third', { mergedIntoId: 'second' }),
      talk('a', { ...of('shown'), lastMessageAt: 100 }),
      talk('b', { ...of('second'), lastMessageAt: 300 }),
      talk('c', { ...of('third'), lastMessageAt: 200 }),
    )
    for (const id of ['shown', 'second', 'third']) {
      const found = await askCustomer(desk, id)
      expect(found.customer?.id).toBe('shown')
      expect(found.merged.map((each) => each.id)).toEqual(['second', 'third'])
      expect(found.conversations.map((each) => each.id)).toEqual(['b', 'c', 'a'])
    }
    server.put(person('second', { mergedIntoId: null }))
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect((await askCustomer(desk, 'shown')).conversations.map((each) => each.id)).toEqual(['a'])
    expect((await askCustomer(desk, 'third')).conversations.map((each) => each.id)).toEqual(['b', 'c'])
    await replica.close()
  })
})

describe('[H1] a reply that waits in the log', () => {
  it('shows as held as soon as the desk hears that a teammate answered, and stays so when the server agrees', async () => {
    const { desk, replica, server, caughtUp } = await deskWith(talk('c1'))
    const waiting = { ...reply(1, 'c1'), basedOn: { lastNumber: 3 } }
    await replica.take({ event: 'pending', commands: [waiting], after: 0, uplinkedTo: 0 })
    const states = async () => (await askTimeline(desk, 'c1', 10)).map(({ deliveryState }) => deliveryState)
    expect(await states()).toEqual(['queued'])
    server.put(talk('c1', { lastNumber: 4, lastAnswers: [{ agentId: 'agent-ben', number: 4 }], rev: 5 }))
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect(await states()).toEqual(['held'])
    server.decide(waiting, {
      kind: 'agent',
      id: me,
      organisationId: 'org',
      brandIds: ['brand'],
      rights: ['conversation.work'],
    })
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect(await states()).toEqual(['held'])
    await replica.close()
  })
})
