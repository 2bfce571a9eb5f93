import { afterEach, describe, expect, it } from 'vitest'
import { askConversation, askInbox } from './queries/inbox-query.ts'
import { askTimeline } from './queries/reference-queries.ts'
import { readPlace } from './feed/place.ts'
import { systemTimers } from './flow/timers.ts'
import type { RowStore } from './store/row-store.ts'
import { createInMemoryRowStore } from './testing/in-memory-row-store.ts'
import { createFaultyStore, createSlowStore, openMemoryRowStore } from './testing/memory-row-storage.ts'
import {
  agent,
  conversation,
  customer,
  identity,
  openTestReplica,
  reply,
  startTestReplica,
} from './testing/test-desk.ts'
import { createServer, until, pageEvent, pending } from './testing/main-events.ts'

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

describe('what a replica holds', () => {
  it('[F8] rows that a failed write had left behind are counted once it succeeds: that they get lost is noticed', async () => {
    const server = createServer('c1')
    const disk = createInMemoryRowStore()
    const { store, failNextWrites } = createFaultyStore(disk)
    const { replica, caughtUp } = await startTestReplica(server, store)
    const more = ['c2', 'c3'].map((id) => ({ collection: 'conversation' as const, row: conversation(id) }))
    server.put(...more)
    failNextWrites(1, 'conversation')
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await caughtUp()
    await replica.close()
    await disk.remove('conversation', ['c2'])
    const again = await startTestReplica(server, disk)
    expect(again.problems).toContain('replica/rows-lost')
    expect(await disk.count('conversation', {})).toBe(3)
    await again.replica.close()
  })

  it('[F8] what a worker leaves behind that dies in the middle of a page does not stand in for what is lost', async () => {
    const server = createServer('c1', 'c2')
    const disk = createInMemoryRowStore()
    const { store, failNextWrites } = createFaultyStore(disk)
    const { replica, problems } = await startTestReplica(server, store)
    const more = ['c3', 'c4'].map((id) => ({ collection: 'conversation' as const, row: conversation(id) }))
    server.put(...more)
    server.isReachable = false
    failNextWrites(Number.POSITIVE_INFINITY, 'conversation')
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await until(replica, () => problems.includes('replica/write-failed'))
    await replica.close()
    expect(await disk.count('conversation', {})).toBe(3)
    await disk.remove('conversation', ['c1'])
    server.isReachable = true
    const again = await startTestReplica(server, disk)
    expect(again.problems).toContain('replica/rows-lost')
    expect(await disk.count('conversation', {})).toBe(4)
    await again.replica.close()
  })

  it('[F5] [F8] rows that were lost are asked for again after a crash, although a part of them has come', async () => {
    const server = createServer('c1', 'c2')
    const disk = createInMemoryRowStore()
    const first = await startTestReplica(server, disk)
    await first.replica.close()
    await disk.remove('conversation', ['c1'])
    server.isReachable = false
    const second = await openTestReplica(server, disk)
    await second.replica.take(identity)
    await second.replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await until(second.replica, () => second.replica.state().state === 'loading')
    await second.replica.close()
    expect(await readPlace(disk)).toBeNull()
  })

  it('[F9] what was to be taken anew still is when another log is begun before it could', async () => {
    const server = createServer('c1')
    const { store, holdWrites, release } = createSlowStore(createInMemoryRowStore())
    const { replica } = await startTestReplica(server, store)
    const from = server.seq
    server.put({ collection: 'conversation', row: conversation('c1', { subject: 'new' }) })
    const isHeld = holdWrites('conversation')
    await replica.take(pageEvent(server.page(from)))
    await isHeld
    server.isReachable = false
    await replica.take({ event: 'rebuild', reason: 'rolled-back' })
    const shown = replica.desk()
    const begun = replica.take({ ...identity, logId: 'log-2' })
    // Once the desk is being closed, others are promised.
    while (replica.desk() === shown) await systemTimers.sleep(1)
    release()
    await begun
    expect(replica.position().checkpoint).toBeNull()
    await replica.close()
  })

  it('[F4] an older revision changes nothing', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const { seq = 0, epoch = '' } = replica.position().checkpoint ?? {}
    const row = { ...conversation('c1', { subject: 'from the past', rev: 0 }) }
    const stale = {
      kind: 'row',
      seq: seq + 1,
      collection: 'conversation',
      rootKind: 'conversation',
      rootId: 'c1',
      row,
    } as const
    server.put({ collection: 'customer', row: customer })
    await replica.take(pageEvent({ epoch, from: seq, to: seq + 1, entries: [stale] }))
    await caughtUp()
    expect((await askConversation(await replica.desk(), 'c1'))?.conversation.subject).toBe('Where is my parcel?')
    await replica.close()
  })

  it('[F2] pushed pages need no pull, and a gap is pulled', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    for (const unreadCount of [3, 4]) {
      const from = server.seq
      server.put({ collection: 'conversation', row: conversation('c1', { unreadCount }) })
      await replica.take(pageEvent(server.page(from)))
    }
    await caughtUp()
    expect(server.pulls).toBe(0)
    server.put({ collection: 'conversation', row: conversation('c1', { unreadCount: 5 }) })
    const from = server.seq
    server.put({ collection: 'conversation', row: conversation('c1', { unreadCount: 6 }) })
    await replica.take(pageEvent(server.page(from)))
    await caughtUp()
    expect(server.pulls).toBe(1)
    expect((await askConversation(await replica.desk(), 'c1'))?.conversation.unreadCount).toBe(6)
    await replica.close()
  })

  it('[F5] another epoch: what the new history does not hold is removed, and lower revisions overwrite', async () => {
    const server = createServer('c1', 'c2')
    server.put({ collection: 'conversation', row: conversation('c1', { unreadCount: 9 }) })
    const store = await openStore()
    const { replica, durable, caughtUp } = await startTestReplica(server, store)
    server.restore('epoch-2')
    server.rows.get('conversation')?.delete('c2')
    server.rows.get('conversation')?.set('c1', { ...conversation('c1', { unreadCount: 1 }), rev: 1 })
    await replica.take({ event: 'head', epoch: 'epoch-2', seq: server.seq })
    await caughtUp()
    const desk = await replica.desk()
    expect(await askConversation(desk, 'c2')).toBeNull()
    expect((await askConversation(desk, 'c1'))?.conversation.unreadCount).toBe(1)
    expect(durable.at(-1)).toMatchObject({ checkpoint: { epoch: 'epoch-2', seq: server.seq }, cursor: 0, rows: 2 })
    await replica.close()
  })

  it('[O7] what a snapshot says is decided goes also when main tells of its history while it is being put in place', async () => {
    const server = createServer('c1')
    const disk = createInMemoryRowStore()
    let tellMain: (() => Promise<unknown>) | undefined
    const store: RowStore = {
      ...disk,
      async put(collection, rows, known) {
        if (rows.some(({ sealed }) => sealed?.includes('epoch-3'))) await tellMain?.()
        return disk.put(collection, rows, known)
      },
    }
    const { replica, caughtUp } = await startTestReplica(server, store)
    const sent = reply(1, 'c1')
    await replica.take(pending(sent))
    server.decide(sent, agent)
    // Restored twice: main knows of the first, the snapshot is of the second.
    server.restore('epoch-3')
    const head = { event: 'head', epoch: 'epoch-3', seq: server.seq } as const
    tellMain = () => replica.take(head)
    await replica.take({ ...head, epoch: 'epoch-2' })
    await caughtUp()
    expect((await replica.desk()).overlay.waiting().commands).toEqual([])
    await replica.close()
  })

  it('[F5] a snapshot that breaks off removes nothing and is asked for again', async () => {
    const server = createServer('c1', 'c2')
    const whole = server.snapshotLines.bind(server)
    const store = createInMemoryRowStore()
    const test = await startTestReplica(server, store)
    let tries = 0
    server.snapshotLines = function* () {
      tries += 1
      for (const line of whole()) {
        if (tries === 1 && 'end' in (line as object)) return
        yield line
      }
    }
    server.restore('epoch-2')
    await test.replica.take({ event: 'head', epoch: 'epoch-2', seq: server.seq })
    await test.caughtUp()
    expect(tries).toBe(2)
    expect(await store.count('conversation', {})).toBe(2)
    await test.replica.close()
  })

  it('[F3] [F6] a page that could not be written is pulled again from the place on disk, and told', async () => {
    const server = createServer('c1')
    const { store, failNextWrites } = createFaultyStore(await openStore())
    const { replica, durable, problems, caughtUp } = await startTestReplica(server, store)
    const before = replica.position()
    server.put(
      { collection: 'conversation', row: conversation('c1', { unreadCount: 7 }) },
      { collection: 'conversation', row: conversation('c9') },
    )
    failNextWrites(3)
    await replica.take(pageEvent(server.page(before.checkpoint?.seq ?? 0)))
    // Seen although the disk is full, but not counted as held.
    expect(durable.at(-1)?.checkpoint).toEqual(before.checkpoint)
    await caughtUp()
    expect(problems).toContain('replica/write-failed')
    while (replica.state().problem) await new Promise(setImmediate)
    expect(replica.state()).toEqual({ state: 'ready', rows: 3, problem: null })
    expect(await store.count('conversation', {})).toBe(2)
    await replica.close()
  })

  it('[F7] a row that nobody here understands does not stop the others', async () => {
    const server = createServer('c1')
    const { replica, problems, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const from = server.seq
    server.put(
      { collection: 'conversation', row: { ...conversation('c2'), mood: 'new' } as never },
      { collection: 'conversation', row: conversation('c3') },
    )
    await replica.take(pageEvent(server.page(from)))
    await caughtUp()
    expect(problems).toEqual(['replica/rows-invalid'])
    expect(await askConversation(await replica.desk(), 'c2')).toBeNull()
    expect(await askConversation(await replica.desk(), 'c3')).not.toBeNull()
    await replica.close()
  })

  it('[F8] rows that the disk has lost are noticed at the start and fetched', async () => {
    const server = createServer('c1', 'c2')
    const store = await openStore()
    const first = await startTestReplica(server, store)
    await (await first.replica.desk()).close()
    await store.remove('conversation', ['c2'])
    const second = await startTestReplica(server, store)
    expect(second.problems).toEqual(['replica/rows-lost'])
    expect(await askConversation(await second.replica.desk(), 'c2')).not.toBeNull()
    await second.replica.close()
  })

  it('[F1] restarts from disk without asking for anything', async () => {
    const server = createServer('c1')
    const store = await openStore()
    const first = await startTestReplica(server, store)
    await (await first.replica.desk()).close()
    server.isReachable = false
    const second = await startTestReplica(server, store)
    expect(server.snapshots).toBe(1)
    expect((await askConversation(await second.replica.desk(), 'c1'))?.customerName).toBe('山田 花子')
    await second.replica.close()
  })

  it('[F9] what main calls lost is taken anew at once, also after a crash, and what is pending stays', async () => {
    const server = createServer('c1', 'c2')
    const store = await openStore()
    const { replica, problems, caughtUp } = await startTestReplica(server, store)
    const desk = await replica.desk()
    const timeline = async () => (await askTimeline(desk, 'c1', 50)).map(({ deliveryState }) => deliveryState)
    await replica.take(pending(reply(1, 'c1')))
    server.isReachable = false
    await replica.take(identity)
    await replica.take({ event: 'rebuild', reason: 'rolled-back' })
    await replica.take(pending(reply(1, 'c1')))
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    while ((await readPlace(store)) !== null) await new Promise(setImmediate)
    // Until the server can be reached, what is here is better than nothing.
    expect((await askInbox(desk, { view: 'open', order: 'waiting', limit: 10 })).rows).toHaveLength(2)
    expect(await timeline()).toEqual(['queued'])
    expect(replica.state()).toMatchObject({ state: 'loading', problem: 'replica/rebuilt' })
    expect(problems).toEqual(['replica/rebuilt'])
    server.isReachable = true
    while ((await readPlace(store)) === null) await new Promise(setImmediate)
    await caughtUp()
    expect(server.snapshots).toBe(2)
    expect(await timeline()).toEqual(['queued'])
    await replica.close()
  })
})
