import { afterEach, describe, expect, it } from 'vitest'
import { askConversation, askInbox } from './queries/inbox-query.ts'
import { liveQuery } from './queries/live-query.ts'
import { createRowCodec } from './seal/row-codec.ts'
import { sealRows } from './seal/seal-rows.ts'
import type { RowStore } from './store/row-store.ts'
import { createInMemoryRowStore } from './testing/in-memory-row-store.ts'
import { createSpoiltStore, openMemoryRowStore } from './testing/memory-row-storage.ts'
import { conversation, dataKey, identity, openTestReplica, startTestReplica } from './testing/test-desk.ts'
import { createServer, pending } from './testing/main-events.ts'

const opened: RowStore[] = []

async function openStore(): Promise<RowStore> {
  const store = await openMemoryRowStore()
  opened.push(store)
  return store
}

// RxDB allows thirteen collections at a time, also when a test has failed.
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

describe('what a replica cannot read', () => {
  it('[E2] a row that this build does not know any more is not shown, and comes again', async () => {
    const server = createServer('c1', 'c2')
    const store = createInMemoryRowStore()
    const first = await startTestReplica(server, store)
    await (await first.replica.desk()).close()
    const codec = await createRowCodec(dataKey, 'replica')
    const old = { ...conversation('c1', { rev: 1 }), mood: 'of an earlier build' }
    await store.put('conversation', await sealRows(codec, 'conversation', [old]))
    const { replica } = await startTestReplica(server, store)
    const desk = await replica.desk()
    expect((await askInbox(desk, { view: 'open', order: 'waiting', limit: 10 })).rows).toHaveLength(1)
    expect(replica.state().problem).toBe('replica/row-unreadable')
    while (server.snapshots < 2 || replica.state().state !== 'ready') await new Promise(setImmediate)
    expect((await askInbox(desk, { view: 'open', order: 'waiting', limit: 10 })).rows).toHaveLength(2)
    await replica.close()
  })

  it('[R1] a store that cannot be read when the replica opens is opened again, then thrown away', async () => {
    const server = createServer('c1')
    const disk = createInMemoryRowStore()
    const first = await startTestReplica(server, disk)
    await (await first.replica.desk()).close()
    const { store, spoil, wipes } = createSpoiltStore(disk)
    spoil()
    const { replica, problems } = await startTestReplica(server, store)
    expect(wipes()).toBe(1)
    expect(problems[0]).toBe('replica/store-unreadable')
    expect(replica.state()).toEqual({ state: 'ready', rows: 2, problem: 'replica/store-unreadable' })
    await replica.close()
  })

  it('[R1] [Q5] a store that no query can read any more is opened again, then thrown away, and the query goes on', async () => {
    const server = createServer('c1')
    const { store, spoil, wipes } = createSpoiltStore(createInMemoryRowStore())
    const { replica, problems, caughtUp } = await startTestReplica(server, store)
    const { generation } = replica.position()
    const timers = { sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) }
    let limit = 1
    const ask = async () => {
      const desk = await replica.desk()
      // What the store has answered before it need not be asked.
      await desk.reader.find('conversation', { where: {}, orderBy: [], limit: limit++ })
      return askConversation(desk, 'c1')
    }
    const parts = { changes: replica.changes, timers, onStubborn: replica.mend }
    const stream = liveQuery(parts, ['conversation'], ask)
    await stream.next()
    const restarted = replica.restarted()
    const asked = stream.next()
    spoil()
    replica.changes.bump(['conversation'])
    while (!restarted.aborted || wipes() === 0) await new Promise(setImmediate)
    expect(problems).toEqual(['replica/query-failed', 'replica/mend-failed', 'replica/store-unreadable'])
    expect(replica.state().problem).toBe('replica/query-failed')
    server.put({ collection: 'conversation', row: conversation('c1', { unreadCount: 8 }) })
    expect(await replica.take(pending())).toBe('attach-again')
    expect(replica.position()).toMatchObject({ checkpoint: null, rows: 0 })
    expect(generation).not.toBeNull()
    await replica.take(identity)
    await replica.take(pending())
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    for (let answer = (await asked).value; answer?.conversation.unreadCount !== 8; )
      answer = (await stream.next()).value ?? null
    await replica.close()
  })

  it('[E2] a row that was changed on disk is not shown, and comes again', async () => {
    const server = createServer('c1', 'c2')
    const store = await openStore()
    const first = await startTestReplica(server, store)
    await (await first.replica.desk()).close()
    const stored = (await store.get('conversation', ['c1'])).get('c1')
    if (!stored) throw new Error('no c1')
    await store.put('conversation', [{ ...stored, waitingSinceAt: 1 }])
    const { replica, problems } = await startTestReplica(server, store)
    const desk = await replica.desk()
    const shown = await askInbox(desk, { view: 'unassigned', order: 'waiting', limit: 10 })
    expect(shown.rows.map((row) => row.conversation.id)).toEqual(['c2'])
    expect(problems).toEqual(['replica/row-unreadable'])
    while (server.snapshots < 2 || replica.state().state !== 'ready') await new Promise(setImmediate)
    expect((await askInbox(desk, { view: 'unassigned', order: 'waiting', limit: 10 })).rows).toHaveLength(2)
    await replica.close()
  })

  it('[E3] with another key everything is thrown away and fetched anew', async () => {
    const server = createServer('c1')
    const store = await openStore()
    const first = await startTestReplica(server, store)
    await (await first.replica.desk()).close()
    const { replica, problems, caughtUp } = await openTestReplica(server, store)
    const stranger = { ...identity, dataKey: btoa('fedcba9876543210fedcba9876543210') }
    expect(await replica.take(stranger)).toBe('attach-again')
    expect(replica.position()).toMatchObject({ checkpoint: null, cursor: 0, rows: 0 })
    expect(await replica.take(stranger)).toBe('go-on')
    await replica.take(pending())
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect(problems).toEqual(['replica/key-changed'])
    expect(await askConversation(await replica.desk(), 'c1')).not.toBeNull()
    await replica.close()
  })
})
