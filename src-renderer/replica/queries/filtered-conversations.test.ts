import { expect, it } from 'vitest'
import type { RowWrite } from '#shared/domain/command.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { emptyFilter } from '#shared/domain/view/empty-filter.ts'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { command, conversation, customer, startTestReplica } from '../testing/test-desk.ts'
import { TestServer } from '../testing/test-server.ts'
import { searchCustomers } from './customer-search.ts'
import { countFiltered } from './filtered-conversations.ts'
import { askInbox } from './inbox-query.ts'

const talk = (id: string, change: Partial<Conversation> = {}): RowWrite => ({
  collection: 'conversation',
  row: conversation(id, change),
})
const person = (id: string, change: Partial<Customer> = {}): RowWrite => ({
  collection: 'customer',
  row: { ...customer, id: id as Customer['id'], ...change },
})

async function deskWith(...rows: RowWrite[]) {
  const server = new TestServer()
  server.put(...rows)
  const test = await startTestReplica(server, createInMemoryRowStore())
  return { ...test, desk: await test.replica.desk() }
}

it('a saved view shows and counts what fits it, in either order, with what is pending', async () => {
  const { desk, replica } = await deskWith(
    talk('german', { language: 'de', waitingSinceAt: 20, lastMessageAt: 100 }),
    talk('german-too', { language: 'de', waitingSinceAt: 10, lastMessageAt: 50, status: 'snoozed' }),
    talk('english', { language: 'en' }),
  )
  const filter = { ...emptyFilter, languages: ['de'] }
  const ids = async (order: 'waiting' | 'recent') =>
    (await askInbox(desk, { view: 'open', filter, order, limit: 10 })).rows.map((row) => row.conversation.id)
  expect(await ids('waiting')).toEqual(['german-too', 'german'])
  expect(await ids('recent')).toEqual(['german', 'german-too'])
  const open = { ...filter, statuses: ['open' as const] }
  expect(
    await countFiltered(
      desk,
      [
        { id: 'a', filter },
        { id: 'b', filter: open },
      ],
      0,
    ),
  ).toEqual({ a: 2, b: 1 })
  const commands = [command(1, 'conversation.resolve', { conversationId: 'german', entryId: 'e' })]
  await replica.take({ event: 'pending', commands, after: 0, uplinkedTo: 0 })
  expect(await countFiltered(desk, [{ id: 'b', filter: open }], 0)).toEqual({ b: 0 })
  await replica.close()
})

it('a customer is found by each word of a name, an address or a number; not those who were merged, nor of another brand', async () => {
  const { desk, replica } = await deskWith(
    person('nora', { name: 'Nora Quinn', email: 'nora@example.com', phone: '+353 21 555' }),
    person('merged', { name: 'Nora Q.', mergedIntoId: 'nora' }),
    person('elsewhere', { name: 'Nora Quinn', brandId: 'brand-2' }),
    person('zoë', { name: 'Zoë Quinn' }),
  )
  const found = async (words: string) =>
    (await searchCustomers(desk, { brandId: 'brand', words, limit: 5 })).map(({ id }) => id)
  expect(await found('nora exam')).toEqual(['nora'])
  expect(await found('35321')).toEqual(['nora'])
  expect((await found('quinn')).toSorted()).toEqual(['nora', 'zoë'])
  expect(await found('zoe')).toEqual(['zoë'])
  expect(await found(' ')).toEqual([])
  await replica.close()
})
