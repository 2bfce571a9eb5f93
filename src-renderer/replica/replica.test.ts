import { afterEach, describe, expect, it } from 'vitest'
import type { FeedPage } from '#shared/sync/feed.ts'
import { askConversation, askInbox, askInboxCounts } from './queries/inbox-query.ts'
import { askRefusals, askTimeline } from './queries/reference-queries.ts'
import { readPlace } from './feed/place.ts'
import { systemTimers } from './flow/timers.ts'
import { askWaiting } from './queries/waiting-query.ts'
import { liveQuery } from './queries/live-query.ts'
import { type Replica, openReplica } from './replica.ts'
import { createRowCodec } from './seal/row-codec.ts'
import { sealRows } from './seal/seal-rows.ts'
import type { RowStore } from './store/row-store.ts'
import { createInMemoryRowStore } from './testing/in-memory-row-store.ts'
import {
  createFaultyStore,
  createSlowStore,
  createSpoiltStore,
  openMemoryRowStore,
} from './testing/memory-row-storage.ts'
import {
  agent,
  command,
  conversation,
  customer,
  dataKey,
  identity,
  openTestReplica,
  reply,
  startTestReplica,
} from './testing/test-desk.ts'
import { TestServer } from './testing/test-server.ts'

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

function createServer(...ids: string[]): TestServer {
  const server = new TestServer()
  server.put({ collection: 'customer', row: customer })
  for (const id of ids) server.put({ collection: 'conversation', row: conversation(id) })
  return server
}

/** Looks after every change. */
async function until(replica: Replica, isSo: () => boolean): Promise<void> {
  while (!isSo()) await replica.changes.after(replica.changes.version(['state']), ['state'])
}

const pageEvent = (page: FeedPage) => ({ event: 'page', page }) as const
const pending = (...commands: ReturnType<typeof reply>[]) =>
  ({ event: 'pending', commands, after: 0, uplinkedTo: 0 }) as const

describe('a replica', () => {
  it('[O1] [O3] a reply is queued, sending, then the server’s, and always there exactly once', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, await openStore())
    const desk = await replica.desk()
    const states = async () =>
      (await askTimeline(desk, 'c1', 50)).map(({ id, deliveryState }) => `${id} ${deliveryState}`)
    const sent = reply(1, 'c1')
    await replica.take(pending(sent))
    expect(await states()).toEqual(['message-1 queued'])
    expect((await askConversation(desk, 'c1'))?.isPending).toBe(true)
    await replica.take({ event: 'uplinked', uplinkedTo: 1 })
    expect(await states()).toEqual(['message-1 sending'])

    server.decide(sent, agent)
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    // Before, while and after it goes to disk.
    const seen = new Set<string>()
    let isOnDisk = false
    const caught = caughtUp().then(() => (isOnDisk = true))
    while (!isOnDisk) {
      seen.add((await states()).join())
      await new Promise(setImmediate)
    }
    await caught
    expect([...seen].filter((state) => !['message-1 sending', 'message-1 sent'].includes(state))).toEqual([])
    expect(await states()).toEqual(['message-1 sent'])
    expect((await askConversation(desk, 'c1'))?.isPending).toBe(false)
    await replica.close()
  })

  it('[Q4] answers nothing before it knows what is pending', async () => {
    const server = createServer('c1')
    const { replica } = await openTestReplica(server, createInMemoryRowStore())
    let isShown = false
    const shown = replica.desk().then(() => (isShown = true))
    await replica.take(identity)
    expect(isShown).toBe(false)
    await replica.take(pending())
    await shown
    await replica.close()
  })

  it('[O2] nothing that is only foreseen goes to disk', async () => {
    const server = createServer('c1')
    const store = createInMemoryRowStore()
    const { replica } = await startTestReplica(server, store)
    await replica.take(pending(reply(1, 'c1')))
    expect(await askTimeline(await replica.desk(), 'c1', 50)).toHaveLength(1)
    expect(await store.count('timeline', {})).toBe(0)
    await replica.close()
  })

  it('[O4] a refusal takes the overlay back and leaves a card with the words, until it is dismissed', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    const doomed = reply(1, 'c1', 'to nobody')
    await replica.take(pending(doomed))
    server.rows.get('conversation')?.delete('c1')
    server.decide(doomed, agent)
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await caughtUp()
    expect(await askTimeline(desk, 'c1', 50)).toEqual([])
    expect(await askRefusals(desk)).toEqual([
      {
        commandId: doomed.id,
        type: 'message.send',
        conversationId: 'c1',
        text: 'to nobody',
        refusal: { kind: 'conversation/not-found', retryable: false },
        refusedAt: 5_000,
      },
    ])
    await desk.dismissRefusal(doomed.id)
    expect(await askRefusals(desk)).toEqual([])
    await replica.close()
  })

  it('[O4] a refusal that a snapshot has jumped over leaves its card too', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    const doomed = reply(1, 'nowhere', 'to nobody')
    await replica.take(pending(doomed))
    server.decide(doomed, agent)
    server.forgetFeed()
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect(await askRefusals(desk)).toMatchObject([{ commandId: doomed.id, text: 'to nobody' }])
    await desk.dismissRefusal(doomed.id)
    server.put({ collection: 'conversation', row: conversation('c2') })
    server.forgetFeed()
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    expect(await askRefusals(desk)).toEqual([])
    await replica.close()
  })

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

  it('[O1] what is decided and not here yet stays to be seen while the rows are taken anew', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    const sent = reply(1, 'c1')
    await replica.take(pending(sent))
    server.decide(sent, agent)
    server.isReachable = false
    const shown = async () => (await askTimeline(desk, 'c1', 50)).map(({ id }) => id)
    await replica.take(identity)
    await replica.take({ event: 'rebuild', reason: 'rolled-back' })
    await replica.take({ event: 'pending', commands: [], after: 1, uplinkedTo: 1 })
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    expect(await shown()).toEqual(['message-1'])
    server.isReachable = true
    await caughtUp()
    expect(await shown()).toEqual(['message-1'])
    await replica.close()
  })

  it('[O5] what waits is told in its own words, also where none of its rows is here', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    const [here, elsewhere] = [reply(1, 'c1', 'to you'), reply(2, 'gone', 'to whom?')]
    await replica.take(pending(here, elsewhere, command(3, 'tag.add', { conversationId: 'c1', tag: 'lost' })))
    await replica.take({ event: 'uplinked', uplinkedTo: 1 })
    expect(await askWaiting(desk)).toMatchObject([
      { conversationId: 'c1', text: 'to you', state: 'sending', row: { isPending: true, customerName: '山田 花子' } },
      { conversationId: 'gone', text: 'to whom?', state: 'queued', row: null },
      { conversationId: 'c1', text: 'lost', state: 'queued' },
    ])
    for (const decided of [here, elsewhere]) server.decide(decided, agent)
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await caughtUp()
    expect(await askWaiting(desk)).toMatchObject([{ type: 'tag.add' }])
    await replica.close()
  })

  it('[O6] what the log has lost is not shown for ever: main does not tell it again', async () => {
    const server = createServer('c1')
    const { replica } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    await replica.take(pending(reply(1, 'c1'), reply(2, 'c1')))
    await replica.take(identity)
    await replica.take(pending(reply(1, 'c1')))
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    expect((await askTimeline(desk, 'c1', 50)).map(({ id }) => id)).toEqual(['message-1'])
    await replica.close()
  })

  it('[W3] nobody is handed a desk that is being closed', async () => {
    const server = createServer('c1')
    const grace = Promise.withResolvers<void>()
    const { store, holdWrites, release } = createSlowStore(createInMemoryRowStore())
    const replica = await openReplica({
      store,
      source: server.source(),
      isOurs: () => true,
      clock: { now: () => 5_000 },
      timers: { sleep: (delayMs, signal) => (delayMs === 300 ? grace.promise : systemTimers.sleep(delayMs, signal)) },
      random: () => 0.5,
      reports: { durable: () => undefined, problem: () => undefined },
    })
    await replica.take(identity)
    const isHeld = holdWrites('conversation')
    void replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await isHeld
    const shown = replica.desk()
    const next = replica.take({ ...identity, logId: 'log-2' })
    while (replica.desk() === shown) await systemTimers.sleep(1)
    grace.resolve()
    await grace.promise
    release()
    await next
    expect((await replica.desk()).logId).toBe('log-2')
    await replica.close()
  })

  it('[O5] a command for a row that is not here shows nothing, and shows when the row comes', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    await replica.take(pending(reply(1, 'c2')))
    expect(await askTimeline(desk, 'c2', 50)).toEqual([])
    server.put({ collection: 'conversation', row: conversation('c2') })
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await caughtUp()
    expect(await askTimeline(desk, 'c2', 50)).toMatchObject([{ id: 'message-1', deliveryState: 'queued' }])
    await replica.close()
  })

  it('[O6] after a snapshot, commands that are decided in it are pending no longer, and those of another log do not count', async () => {
    const server = createServer('c1')
    const resolve = command(1, 'conversation.resolve', { conversationId: 'c1', entryId: 'e1' })
    server.decide(resolve, agent)
    server.put({ collection: 'conversation', row: conversation('c1', { status: 'open' }) })
    const { replica, caughtUp } = await openTestReplica(server, createInMemoryRowStore())
    await replica.take(identity)
    await replica.take(pending(resolve))
    await replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await caughtUp()
    // Somebody else reopened it: the resolution must not be foreseen over that for ever.
    expect(await askConversation(await replica.desk(), 'c1')).toMatchObject({
      isPending: false,
      conversation: { status: 'open' },
    })
    expect(replica.position().cursor).toBe(1)
    expect(await replica.take({ ...identity, logId: 'log-2' })).toBe('attach-again')
    expect(replica.position().cursor).toBe(0)
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
    expect((await askInbox(desk, 'open', 'waiting', 10)).rows).toHaveLength(2)
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

  it('[O7] a restored server: what only the lost history had decided is shown again, once, until it is decided again', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    const states = async () =>
      (await askTimeline(desk, 'c1', 50)).map(({ id, deliveryState }) => `${id} ${deliveryState}`)
    const backup = server.backup()
    const replies = [1, 2, 3].map((deviceSeq) => reply(deviceSeq, 'c1'))
    await replica.take(pending(...replies))
    for (const sent of replies.slice(0, 2)) server.decide(sent, agent)
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await caughtUp()
    expect(await states()).toEqual(['message-1 sent', 'message-2 sent', 'message-3 queued'])

    server.restore('epoch-2', backup)
    await replica.take({ event: 'head', epoch: 'epoch-2', seq: server.seq })
    await replica.take(pending(...replies))
    await caughtUp()
    expect(await states()).toEqual(['message-1 queued', 'message-2 queued', 'message-3 queued'])
    for (const sent of replies) {
      server.decide(sent, agent)
      await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
      await caughtUp()
    }
    expect(await states()).toEqual(['message-1 sent', 'message-2 sent', 'message-3 sent'])
    expect((await askConversation(desk, 'c1'))?.isPending).toBe(false)
    await replica.close()
  })

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
    expect((await askInbox(desk, 'open', 'waiting', 10)).rows).toHaveLength(1)
    expect(replica.state().problem).toBe('replica/row-unreadable')
    while (server.snapshots < 2 || replica.state().state !== 'ready') await new Promise(setImmediate)
    expect((await askInbox(desk, 'open', 'waiting', 10)).rows).toHaveLength(2)
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
    const shown = await askInbox(desk, 'unassigned', 'waiting', 10)
    expect(shown.rows.map((row) => row.conversation.id)).toEqual(['c2'])
    expect(problems).toEqual(['replica/row-unreadable'])
    while (server.snapshots < 2 || replica.state().state !== 'ready') await new Promise(setImmediate)
    expect((await askInbox(desk, 'unassigned', 'waiting', 10)).rows).toHaveLength(2)
    await replica.close()
  })

  it('[E3] with another key everything is thrown away and fetched anew', async () => {
    const server = createServer('c1')
    const store = await openStore()
    const first = await startTestReplica(server, store)
    await (await first.replica.desk()).drafts.write('c1', 'half a thought')
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
    expect(await (await replica.desk()).drafts.read('c1')).toBe('')
    expect(await askConversation(await replica.desk(), 'c1')).not.toBeNull()
    await replica.close()
  })

  it('[Q3] lists in order and within the limit, over rows on disk and rows that are pending', async () => {
    const server = new TestServer()
    server.put(
      {
        collection: 'conversation',
        row: conversation('quiet', { assigneeId: 'agent-amara', waitingSinceAt: 9_999_999_999_999, lastMessageAt: 50 }),
      },
      {
        collection: 'conversation',
        row: conversation('quieter', {
          assigneeId: 'agent-amara',
          waitingSinceAt: 9_999_999_999_999,
          lastMessageAt: 40,
        }),
      },
      { collection: 'conversation', row: conversation('urgent', { assigneeId: 'agent-amara', waitingSinceAt: 10 }) },
      { collection: 'conversation', row: conversation('late', { assigneeId: 'agent-amara', waitingSinceAt: 20 }) },
      { collection: 'conversation', row: conversation('free', { waitingSinceAt: 5 }) },
      { collection: 'conversation', row: conversation('done', { status: 'resolved', assigneeId: 'agent-amara' }) },
    )
    const { replica } = await startTestReplica(server, await openStore())
    const desk = await replica.desk()
    const mine = async (limit: number) => {
      const { rows, hasMore } = await askInbox(desk, 'mine', 'waiting', limit)
      return [...rows.map((row) => row.conversation.id), hasMore]
    }
    expect(await mine(10)).toEqual(['urgent', 'late', 'quiet', 'quieter', false])
    expect(await askInboxCounts(desk)).toEqual({ mine: 4, unassigned: 1, open: 5, snoozed: 0, resolved: 1 })
    await replica.take(
      pending(
        command(1, 'conversation.assign', { conversationId: 'free', assigneeId: 'agent-amara', entryId: 'e1' }),
        command(2, 'conversation.resolve', { conversationId: 'urgent', entryId: 'e2' }),
        reply(3, 'quieter'),
      ),
    )
    // The reply is the newest word, so that conversation is now the first of those that wait for nobody.
    expect(await mine(10)).toEqual(['free', 'late', 'quieter', 'quiet', false])
    expect(await mine(2)).toEqual(['free', 'late', true])
    expect(await askInboxCounts(desk)).toEqual({ mine: 4, unassigned: 0, open: 4, snoozed: 0, resolved: 2 })
    await replica.close()
  })

  it('[Q3] the newest lines of a conversation, oldest first, with what is pending last', async () => {
    const server = createServer('c1')
    for (let number = 1; number <= 5; number++) server.decide(reply(number, 'c1'), agent)
    const { replica } = await startTestReplica(server, await openStore())
    await replica.take(pending(reply(6, 'c1'), reply(7, 'c1')))
    const lines = await askTimeline(await replica.desk(), 'c1', 4)
    expect(lines.map(({ id }) => id)).toEqual(['message-4', 'message-5', 'message-6', 'message-7'])
    await replica.close()
  })

  it('[L1] a draft is read back as it was last written, also after a restart, and lies sealed', async () => {
    const server = createServer('c1')
    const store = await openStore()
    const first = await startTestReplica(server, store)
    const { drafts } = await first.replica.desk()
    await Promise.all(['D', 'De', 'Dear', 'Dear Ms Yamada'].map((text) => drafts.write('c1', text)))
    expect(await drafts.read('c1')).toBe('Dear Ms Yamada')
    await (await first.replica.desk()).close()
    expect(JSON.stringify([...(await store.get('local', ['draft:c1'])).values()])).not.toContain('Dear')
    const second = await startTestReplica(server, store)
    const again = (await second.replica.desk()).drafts
    expect(await again.read('c1')).toBe('Dear Ms Yamada')
    await again.write('c1', '')
    expect(await again.read('c1')).toBe('')
    await second.replica.close()
  })
})
