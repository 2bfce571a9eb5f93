import { afterEach, describe, expect, it } from 'vitest'
import { askConversation, askInbox, askInboxCounts } from './queries/inbox-query.ts'
import { askRefusals, askTimeline } from './queries/reference-queries.ts'
import { systemTimers } from './flow/timers.ts'
import { askWaiting } from './queries/waiting-query.ts'
import { openReplica } from './replica.ts'
import type { RowStore } from './store/row-store.ts'
import { createInMemoryRowStore } from './testing/in-memory-row-store.ts'
import { createSlowStore, openMemoryRowStore } from './testing/memory-row-storage.ts'
import {
  agent,
  command,
  conversation,
  identity,
  openTestReplica,
  reply,
  startTestReplica,
} from './testing/test-desk.ts'
import { TestServer } from './testing/test-server.ts'
import { createServer, pageEvent, pending } from './testing/main-events.ts'
import { agentEntry } from '#shared/domain/testing/rows.ts'

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

const none = { mine: 0, unassigned: 0, open: 0, snoozed: 0, resolved: 0, offered: 0, spam: 0, mentions: 0 }

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
        customerId: null,
        text: 'to nobody',
        files: [],
        refusal: { kind: 'conversation/not-found', retryable: false },
        refusedAt: 5_000,
        togetherId: null,
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

  it('[O6] a number that was decided for another command decides nothing: an old disk image brought the log back', async () => {
    const server = createServer('c1')
    const { replica, caughtUp } = await startTestReplica(server, createInMemoryRowStore())
    const desk = await replica.desk()
    await replica.take(pending(reply(1, 'c1', 'written after the image came back')))
    const forgotten = { ...command(1, 'tag.add', { conversationId: 'c1', tag: 'vip' }), id: 'before the image' }
    server.decide(forgotten, agent)
    await replica.take(pageEvent(server.page(replica.position().checkpoint?.seq ?? 0)))
    await caughtUp()
    expect((await askTimeline(desk, 'c1', 50)).map(({ id }) => id)).toContain('message-1')
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

  it('[Q3] lists in order and within the limit, over rows on disk and rows that are pending', async () => {
    const server = new TestServer()
    server.put(
      { collection: 'directory', row: agentEntry('agent-amara') },
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
      const { rows, hasMore } = await askInbox(desk, { view: 'mine', order: 'waiting', limit })
      return [...rows.map((row) => row.conversation.id), hasMore]
    }
    expect(await mine(10)).toEqual(['urgent', 'late', 'quiet', 'quieter', false])
    expect(await askInboxCounts(desk)).toEqual({
      ...none,
      mine: 4,
      unassigned: 1,
      open: 5,
      resolved: 1,
    })
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
    expect(await askInboxCounts(desk)).toEqual({
      ...none,
      mine: 4,
      unassigned: 0,
      open: 4,
      resolved: 2,
    })
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
})
