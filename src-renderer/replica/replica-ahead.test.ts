import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import type { InboxRow, queriesContract } from '#shared/rpc/queries-contract.ts'
import { systemTimers } from './flow/timers.ts'
import { askInbox } from './queries/inbox-query.ts'
import { createQueriesRouter } from './queries/queries-router.ts'
import { type Collection, type RowStore, StoreFailed } from './store/row-store.ts'
import { createInMemoryRowStore } from './testing/in-memory-row-store.ts'
import { conversation, identity, openTestReplica, startTestReplica } from './testing/test-desk.ts'
import { TestServer } from './testing/test-server.ts'

/** Notes in which order the disk is asked, and when its answer is there. */
function noting(disk: RowStore) {
  const asked: string[] = []
  const store: RowStore = {
    ...disk,
    async find(collection, query) {
      asked.push(`find ${collection}`)
      return disk.find(collection, query)
    },
    async count(collection: Collection, where) {
      asked.push(`count ${collection}`)
      return disk.count(collection, where)
    },
  }
  return { store, asked }
}

async function deskBefore() {
  const server = new TestServer()
  server.put({ collection: 'conversation', row: conversation('c1') })
  const disk = createInMemoryRowStore()
  const first = await startTestReplica(server, disk)
  await first.caughtUp()
  await first.replica.close()
  return { server, disk }
}

/** What a list shows, once it shows so many. */
async function idsUntil(answers: AsyncIterable<{ readonly rows: readonly InboxRow[] }>, count: number) {
  for await (const { rows } of answers)
    if (rows.length === count) return rows.map((row) => row.conversation.id).toSorted()
  return []
}

const list = { view: 'open', order: 'waiting', limit: 100 } as const

describe('a desk that is still locked', () => {
  it('[Q6] has read what its list will show when the key comes, and shows it from there', async () => {
    const { server, disk } = await deskBefore()
    const { store, asked } = noting(disk)
    const { replica } = await openTestReplica(server, store)
    const client: ContractRouterClient<typeof queriesContract> = createRouterClient(
      createQueriesRouter(replica, systemTimers),
    )
    const shown = idsUntil(await client.inbox.watch(list), 1)
    await new Promise(setImmediate)
    const isOf = (line: string) => line === 'find conversation'
    expect(asked.filter(isOf)).toHaveLength(1)
    await replica.take(identity)
    expect(await shown).toEqual(['c1'])
    expect(asked.filter(isOf)).toHaveLength(1)
    await replica.close()
  })

  it('[Q6] shows what has changed since it was read', async () => {
    const { server, disk } = await deskBefore()
    const { replica, caughtUp } = await openTestReplica(server, disk)
    const client: ContractRouterClient<typeof queriesContract> = createRouterClient(
      createQueriesRouter(replica, systemTimers),
    )
    const shown = idsUntil(await client.inbox.watch(list), 2)
    await new Promise(setImmediate)
    server.put({ collection: 'conversation', row: conversation('c2') })
    await replica.take(identity)
    await replica.take({ event: 'pending', commands: [], after: 0, uplinkedTo: 0 })
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect(await shown).toEqual(['c1', 'c2'])
    await replica.close()
  })
})

describe('a desk that is opened', () => {
  it('[F8] answers before its rows are counted, and before its feed goes on', async () => {
    const { server, disk } = await deskBefore()
    const { store, asked } = noting(disk)
    server.put({ collection: 'conversation', row: conversation('c2') })
    const calm = Promise.withResolvers<void>()
    const { replica, caughtUp } = await openTestReplica(server, store, undefined, () => calm.promise)
    await replica.take(identity)
    await replica.take({ event: 'pending', commands: [], after: 0, uplinkedTo: 0 })
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await new Promise(setImmediate)
    expect((await askInbox(await replica.desk(), list)).rows).toHaveLength(1)
    expect(replica.position().checkpoint?.seq).toBe(1)
    calm.resolve()
    await caughtUp()
    expect(replica.position().checkpoint?.seq).toBe(2)
    expect(asked).toContain('count conversation')
    await replica.close()
  })

  it('[F8] [R1] has its store opened again where its rows cannot be counted, and they are counted then', async () => {
    const { server, disk } = await deskBefore()
    let failures = 1
    const store: RowStore = {
      ...disk,
      async count(collection, where) {
        if (failures-- > 0) throw new StoreFailed(new Error('damaged'))
        return disk.count(collection, where)
      },
    }
    await disk.remove('conversation', ['c1'])
    const { replica, problems } = await startTestReplica(server, store)
    expect([...new Set(problems)]).toEqual(['replica/query-failed', 'replica/rows-lost'])
    expect((await askInbox(await replica.desk(), list)).rows).toHaveLength(1)
    await replica.close()
  })
})
