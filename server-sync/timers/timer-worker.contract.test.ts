import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type ManualTime, createManualTime } from '../testing/manual-time.ts'
import { type SyncNode, startSyncNode } from '../testing/sync-node.ts'
import { ana, conversationRow, lea, envelope, fillWorkplace, replicaOf, rowsOf } from '../testing/workplace.ts'
import { createSqlServerStore } from '../sync/store/sql/sql-server-store.ts'
import { type TimerWorker, startTimerWorker } from './timer-worker.ts'

const many = Array.from({ length: 30 }, (_, index) => `many-${String(index).padStart(2, '0')}`)

describe.each(engines)('timers on $engine', ({ engine: engineName, start }) => {
  let engine: Engine
  let test: TestDatabase
  let time: ManualTime
  let deviceSeq: number
  const running: { stop(): Promise<void> }[] = []
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(
      test.database,
      many.map((id) => conversationRow(id, 'brand-a')),
    )
    time = createManualTime()
    deviceSeq = 0
  })
  afterEach(async () => {
    for (const each of running.splice(0).toReversed()) await each.stop()
    await test.close()
  })

  interface Node extends SyncNode {
    readonly timerLead: Promise<void>
    readonly timerFailures: unknown[]
    stopTimers(): Promise<void>
  }

  async function startNode(database: Database = test.database, clock: Clock = time.clock): Promise<Node> {
    const sync = await startSyncNode(createSqlServerStore(database), { pollMs: 20, clock })
    const timerFailures: unknown[] = []
    const leads = Promise.withResolvers<void>()
    const worker: TimerWorker = startTimerWorker({
      database,
      tail: sync.tail,
      applyCommand: sync.applyCommand,
      clock,
      timers: time.timers,
      nextId: randomUUID,
      onLead: leads.resolve,
      onFailure: (error) => void timerFailures.push(error),
    })
    running.push(sync, worker)
    return { ...sync, timerLead: leads.promise, timerFailures, stopTimers: worker.stop }
  }

  const asAna = (
    node: SyncNode,
    type:
      | 'conversation.snooze'
      | 'conversation.unsnooze'
      | 'conversation.accept-offer'
      | 'message.send'
      | 'message.unsend',
    args: object,
  ) => {
    deviceSeq += 1
    return node.applyCommand.device(ana, replicaOf('ana'), envelope('ana', deviceSeq, type, args as never))
  }
  const snooze = (node: SyncNode, forMs: number, conversationId = 'conversation-a') =>
    asAna(node, 'conversation.snooze', {
      conversationId,
      untilAt: time.clock.now() + forMs,
      entryId: `asleep-${conversationId}-${deviceSeq}`,
    })
  const send = (node: SyncNode, messageId: string, undoMs: number, conversationId = 'conversation-a') =>
    asAna(node, 'message.send', { messageId, conversationId, text: messageId, language: 'en', undoMs })
  const unsend = (node: SyncNode, messageId: string, conversationId = 'conversation-a') =>
    asAna(node, 'message.unsend', { messageId, conversationId })

  const wokenIn = async (conversationId: string) =>
    (await rowsOf(test.database, 'timeline')).filter(
      (entry) => entry.conversationId === conversationId && entry.event?.type === 'woken',
    ).length
  const stateOf = async (messageId: string) =>
    (await rowsOf(test.database, 'timeline')).find(({ id }) => id === messageId)?.deliveryState
  const deliveries = async () =>
    (await test.database.query<{ id: string }>('SELECT message_id AS id FROM delivery ORDER BY queued_at')).map(
      ({ id }) => id,
    )
  /** Everything moves by events; this only looks whether it has. */
  const until = async (isSo: () => Promise<boolean>) => {
    await expect.poll(isSo, { timeout: 10_000, interval: 5 }).toBe(true)
  }
  const untilWoken = (conversationId: string) => until(async () => (await wokenIn(conversationId)) > 0)

  it('[T1] wakes a conversation at its time, and not before', async () => {
    const node = await startNode()
    await snooze(node, 60_000)
    time.advance(59_999)
    await snooze(node, 60_000, 'many-00')
    expect(await wokenIn('conversation-a')).toBe(0)
    time.advance(1)
    await untilWoken('conversation-a')
    const conversations = await rowsOf(test.database, 'conversation')
    expect(conversations.find(({ id }) => id === 'conversation-a')).toMatchObject({ status: 'open', snoozedUntilAt: 0 })
    expect(conversations.find(({ id }) => id === 'many-00')).toMatchObject({ status: 'snoozed' })
    expect(node.timerFailures).toEqual([])
  })

  it('[T1] ends an offer at its time, and not one that was accepted', async () => {
    const node = await startNode()
    const offer = async (conversationId: string) =>
      expect(
        await node.applyCommand.direct(lea, {
          type: 'conversation.offer',
          version: 1,
          args: { conversationId, entryId: `offered-${conversationId}`, agentId: 'ana', forMs: 30_000 },
          basedOn: {},
        }),
      ).toMatchObject({ outcome: 'applied' })
    await offer('conversation-a')
    await offer('many-00')
    await asAna(node, 'conversation.accept-offer', { conversationId: 'many-00', entryId: 'accepted' })
    const talk = async (id: string) => (await rowsOf(test.database, 'conversation')).find((each) => each.id === id)
    time.advance(29_999)
    expect(await talk('conversation-a')).toMatchObject({ offeredToId: 'ana' })
    time.advance(1)
    await until(async () => (await talk('conversation-a'))?.offeredToId === null)
    expect(await talk('many-00')).toMatchObject({ assigneeId: 'ana', offeredToId: null })
    const told = (await rowsOf(test.database, 'timeline')).filter(({ event }) => event?.type === 'offer-expired')
    expect(told.map(({ conversationId }) => conversationId)).toEqual(['conversation-a'])
    expect(node.timerFailures).toEqual([])
  })

  it('[T1] makes up for what came due while no server ran', async () => {
    const first = await startNode()
    await snooze(first, 5_000)
    await send(first, 'delayed', 5_000)
    await snooze(first, 5_000, 'many-00')
    await first.stopTimers()
    time.advance(3_600_000)
    expect(await stateOf('delayed')).toBe('delayed')
    await startNode()
    await untilWoken('many-00')
    await until(async () => (await stateOf('delayed')) === 'sent')
    // The reply had opened it again.
    expect(await wokenIn('conversation-a')).toBe(0)
  })

  it('[T3] does not wake what was ended early or put off', async () => {
    const node = await startNode()
    await snooze(node, 1_000)
    await asAna(node, 'conversation.unsnooze', { conversationId: 'conversation-a', entryId: 'ended' })
    await snooze(node, 1_000, 'many-00')
    await snooze(node, 9_000, 'many-00')
    await snooze(node, 1_000, 'many-01')
    time.advance(1_000)
    await untilWoken('many-01')
    expect(await wokenIn('many-00')).toBe(0)
    expect(await wokenIn('conversation-a')).toBe(1)
    time.advance(8_000)
    await untilWoken('many-00')
  })

  it('[T3] [T4] holds a reply until its time; one taken back before is never delivered', async () => {
    const node = await startNode()
    await send(node, 'kept', 5_000)
    await send(node, 'regretted', 5_000, 'many-00')
    expect(await deliveries()).toEqual([])
    time.advance(4_999)
    expect(await unsend(node, 'regretted', 'many-00')).toMatchObject({ outcome: 'applied' })
    time.advance(1)
    await until(async () => (await deliveries()).length > 0)
    expect(await deliveries()).toEqual(['kept'])
    expect([await stateOf('kept'), await stateOf('regretted')]).toEqual(['sent', 'withdrawn'])
    expect(await unsend(node, 'kept')).toMatchObject({ refusal: { kind: 'message/already-sent' } })
  })

  it('[T5] sends the replies of one conversation in their order, whatever time each had', async () => {
    const node = await startNode()
    await send(node, 'first', 5_000)
    await send(node, 'second', 0)
    await send(node, 'third', 1_000)
    expect(await deliveries()).toEqual([])
    time.advance(5_010)
    await until(async () => (await deliveries()).length === 3)
    const released = (await rowsOf(test.database, 'timeline')).toSorted((a, b) => a.number - b.number)
    expect(released.map(({ id, deliveryState }) => `${id} ${deliveryState}`)).toEqual([
      'first sent',
      'second sent',
      'third sent',
    ])
    const inFeed = () =>
      test.database.query<{ id: string }>(
        `SELECT payload::json->'row'->>'id' AS id FROM feed WHERE payload LIKE '%"deliveryState":"sent"%' ORDER BY seq`,
      )
    await until(async () => (await inFeed()).length === 3)
    expect((await inFeed()).map(({ id }) => id)).toEqual(['first', 'second', 'third'])
  })

  it('[T6] what cannot be worked off does not hold up the others', async () => {
    const node = await startNode()
    // A trigger stands for a bug that only this conversation meets.
    await test.database.transaction(
      (db) =>
        db.script(`CREATE FUNCTION jam() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'bug'; END $$;
        CREATE TRIGGER jam BEFORE UPDATE ON conversation FOR EACH ROW
          WHEN (NEW.id = 'many-00' AND NEW.status = 'open') EXECUTE FUNCTION jam()`),
      'owner',
    )
    await snooze(node, 1_000, 'many-00')
    await snooze(node, 2_000, 'many-01')
    time.advance(2_000)
    await untilWoken('many-01')
    await until(async () => {
      time.advance(500)
      return node.timerFailures.length === 1
    })
    await test.database.transaction((db) => db.script('DROP TRIGGER jam ON conversation; DROP FUNCTION jam()'), 'owner')
    await node.stopTimers()
    await startNode()
    await untilWoken('many-00')
  })

  // PGlite has one node by construction.
  describe.each(engineName === 'PostgreSQL' ? ['several nodes'] : [])('with %s', () => {
    it('[T2] each comes once, also when the node that leads dies', async () => {
      const first = await startNode()
      await first.timerLead
      const second = await startNode(await test.another())
      for (const id of many) await snooze(second, 1_000 + many.indexOf(id), id)
      time.advance(1_010)
      await untilWoken('many-10')
      const killed = await test.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 4180003
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [],
        'owner',
      )
      expect(killed).toHaveLength(1)
      await second.timerLead
      time.advance(100)
      await untilWoken('many-29')
      const woken = await Promise.all(many.map(wokenIn))
      expect(woken).toEqual(many.map(() => 1))
    })

    it('[T4] either releases or takes back, also when the clocks of two nodes disagree', async () => {
      const ahead = await startNode()
      await ahead.timerLead
      const behind = await startSyncNode(createSqlServerStore(await test.another()), {
        pollMs: 20,
        clock: time.skewed(-3_000),
      })
      running.push(behind)
      for (const id of many) await send(ahead, `reply-${id}`, 1_000, id)
      time.advance(1_000)
      const taken = []
      for (const id of many) taken.push((await unsend(behind, `reply-${id}`, id)).outcome)
      await until(async () => {
        const states = await Promise.all(many.map((id) => stateOf(`reply-${id}`)))
        return states.every((state) => state === 'sent' || state === 'withdrawn')
      })
      const delivered = new Set(await deliveries())
      for (const [index, id] of many.entries()) {
        const isTaken = taken[index] === 'applied'
        expect(await stateOf(`reply-${id}`), id).toBe(isTaken ? 'withdrawn' : 'sent')
        expect(delivered.has(`reply-${id}`), id).toBe(!isTaken)
      }
    })
  })
})
