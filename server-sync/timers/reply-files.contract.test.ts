import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/command.ts'
import type { Database } from '../db/database.ts'
import { under } from '../db/under.ts'
import { openLocalStore } from '../files/content-store.ts'
import { type Uploader, type Uploads, createUploads } from '../files/uploads.ts'
import { createSqlServerStore } from '../sync/store/sql/sql-server-store.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { exe, png } from '../testing/file-samples.ts'
import { type ManualTime, createManualTime } from '../testing/manual-time.ts'
import { type SyncNode, startSyncNode } from '../testing/sync-node.ts'
import { ana, conversationRow, envelope, fillWorkplace, lea, org, replicaOf, rowsOf } from '../testing/workplace.ts'
import { startTimerWorker } from './timer-worker.ts'

const talk = 'conversation-a'
const dayMs = 24 * 3_600_000

describe.each(engines)('replies that wait for their files on $engine', ({ engine: engineName, start }) => {
  let engine: Engine
  let test: TestDatabase
  let time: ManualTime
  let data: string
  let deviceSeqs: Record<string, number>
  const running: { stop(): Promise<void> }[] = []
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    data = await mkdtemp(path.join(os.tmpdir(), 'farline-reply-files-'))
    test = await engine.fresh()
    await fillWorkplace(test.database, [conversationRow('conversation-c', 'brand-a')])
    time = createManualTime()
    deviceSeqs = { ana: 0, lea: 0 }
  })
  afterEach(async () => {
    await stopAll()
    await test.close()
    await rm(data, { recursive: true, force: true })
  })

  interface Node extends SyncNode {
    readonly uploads: Uploads
    look(): void
    readonly timerFailures: unknown[]
  }

  async function startNode(database: Database = test.database, hears = true): Promise<Node> {
    const sync = await startSyncNode(createSqlServerStore(database), { pollMs: 20, clock: time.clock })
    const timerFailures: unknown[] = []
    const failed = (error: unknown) => void timerFailures.push(error)
    const bus = database.openBus(failed)
    const worker = startTimerWorker({
      database,
      tail: sync.tail,
      bus,
      applyCommand: sync.applyCommand,
      clock: time.clock,
      timers: time.timers,
      nextId: randomUUID,
      onFailure: failed,
    })
    const uploads = createUploads({
      database: under(database, { part: 'files' }),
      store: await openLocalStore(data),
      clock: time.clock,
      nextId: randomUUID,
      onSettled: () => (hears ? worker.look() : undefined),
    })
    running.push(sync, bus, worker)
    return { ...sync, uploads, look: worker.look, timerFailures }
  }
  const stopAll = async () => {
    for (const each of running.splice(0).toReversed()) await each.stop()
  }

  const uploader = (id = 'ana', conversationId = talk): Uploader => ({
    organisationId: org,
    conversationId,
    kind: 'agent',
    id,
  })
  const begin = (node: Node, id: string, by = uploader(), bytes = png.length) =>
    node.uploads.begin(by, { id, bytes, name: `${id}.png` })
  async function upload(node: Node, id: string, by = uploader(), content: Buffer = png): Promise<void> {
    await begin(node, id, by, content.length)
    await node.uploads.append(by, id, 0, Readable.from([content]))
  }
  const say = async (node: Node, actor: Actor, type: string, args: object, basedOn = {}) => {
    const deviceSeq = (deviceSeqs[actor.id] = (deviceSeqs[actor.id] ?? 0) + 1)
    const command = envelope(actor.id, deviceSeq, type as never, args as never, { basedOn })
    return node.applyCommand.device(actor, replicaOf(actor.id), command)
  }
  const send = (node: Node, messageId: string, fileIds: readonly string[], actor = ana, conversationId = talk) =>
    say(node, actor, 'message.send', {
      messageId,
      conversationId,
      text: messageId,
      language: 'en',
      ...(fileIds.length > 0
        ? { attachments: fileIds.map((fileId) => ({ fileId, name: 'as said', bytes: png.length })) }
        : {}),
    })
  const entry = async (messageId: string) =>
    (await rowsOf(test.database, 'timeline')).find(({ id }) => id === messageId)
  const stateOf = async (messageId: string) => (await entry(messageId))?.deliveryState
  const deliveries = async () =>
    (
      await test.database.query<{ id: string }>('SELECT message_id AS id FROM delivery ORDER BY queued_at, message_id')
    ).map(({ id }) => id)
  const fileRow = async (id: string) =>
    (
      await test.database.query<{ message: string | null; expires: number }>(
        'SELECT message_id AS message, expires_at AS expires FROM file WHERE id = $1',
        [id],
      )
    )[0]
  const until = async (isSo: () => Promise<boolean>) => {
    await expect.poll(isSo, { timeout: 20_000, interval: 5 }).toBe(true)
  }
  const untilState = (messageId: string, state: string) => until(async () => (await stateOf(messageId)) === state)

  it('[W1] go out when the last byte is here, once, with what was found', async () => {
    const node = await startNode()
    await send(node, 'm1', ['f1', 'f2'])
    await upload(node, 'f1')
    expect(await stateOf('m1')).toBe('delayed')
    expect(await deliveries()).toEqual([])
    await upload(node, 'f2')
    await untilState('m1', 'sent')
    expect((await entry('m1'))?.attachments).toEqual(
      ['f1', 'f2'].map((fileId) => ({ fileId, name: `${fileId}.png`, bytes: png.length, mediaType: 'image/png' })),
    )
    expect(await deliveries()).toEqual(['m1'])
    expect(await fileRow('f1')).toEqual({ message: 'm1', expires: 0 })
    expect(node.timerFailures).toEqual([])
  })

  it('[W1] go out at once where everything was here before', async () => {
    const node = await startNode()
    await upload(node, 'f1')
    await send(node, 'm1', ['f1'])
    await untilState('m1', 'sent')
    expect(await deliveries()).toEqual(['m1'])
  })

  it('[W1] are found by the next server, whether the file came before or after the one that knew of it died', async () => {
    const first = await startNode()
    await send(first, 'm1', ['f1'])
    await send(first, 'm2', ['f2'], ana, 'conversation-c')
    await begin(first, 'f2', uploader('ana', 'conversation-c'))
    await stopAll()
    // Nobody looks after this one: as if the server had died between the last byte and the release.
    const deaf = createUploads({
      database: under(test.database, { part: 'files' }),
      store: await openLocalStore(data),
      clock: time.clock,
      nextId: randomUUID,
    })
    await deaf.begin(uploader(), { id: 'f1', bytes: png.length, name: 'f1.png' })
    await deaf.append(uploader(), 'f1', 0, Readable.from([png]))
    expect(await stateOf('m1')).toBe('delayed')
    const second = await startNode()
    await untilState('m1', 'sent')
    await upload(second, 'f2', uploader('ana', 'conversation-c'))
    await untilState('m2', 'sent')
  })

  it('[W1] are not forgotten when nobody says that a file came', async () => {
    const node = await startNode(test.database, false)
    await send(node, 'm1', ['f1'])
    await upload(node, 'f1')
    await until(async () => {
      time.advance(10_000)
      return (await stateOf('m1')) === 'sent'
    })
  })

  it('[W2] are overtaken by nothing that is said later, also when its files are here first', async () => {
    const node = await startNode()
    await send(node, 'm1', ['f1'])
    await send(node, 'm2', ['f2'])
    await send(node, 'm3', [])
    await send(node, 'elsewhere', [], ana, 'conversation-c')
    await upload(node, 'f2')
    time.advance(60_000)
    await until(async () => (await deliveries()).length > 0)
    expect(await deliveries()).toEqual(['elsewhere'])
    await upload(node, 'f1')
    await untilState('m3', 'sent')
    const inFeed = async () =>
      (
        await test.database.query<{ id: string }>(
          `SELECT payload::json->'row'->>'id' AS id FROM feed WHERE payload LIKE '%"deliveryState":"sent"%' ORDER BY seq`,
        )
      ).map(({ id }) => id)
    await until(async () => (await inFeed()).length === 4)
    expect(await inFeed()).toEqual(['elsewhere', 'm1', 'm2', 'm3'])
  })

  it('[W2] [W3] taken back while on their way they free what waits behind them, and their files', async () => {
    const node = await startNode()
    await send(node, 'm1', ['f1', 'f2'])
    await send(node, 'm2', [])
    await upload(node, 'f1')
    expect(await fileRow('f1')).toMatchObject({ message: 'm1', expires: 0 })
    // Not long enough for the look that comes anyway.
    time.advance(10)
    expect(await say(node, ana, 'message.unsend', { messageId: 'm1', conversationId: talk })).toMatchObject({
      outcome: 'applied',
    })
    await untilState('m2', 'sent')
    expect(await fileRow('f1')).toEqual({ message: null, expires: time.clock.now() + dayMs })
    // Written once more: the file need not come again.
    await send(node, 'm3', ['f1'])
    await untilState('m3', 'sent')
    expect([await stateOf('m1'), await deliveries()]).toEqual(['withdrawn', ['m2', 'm3']])
  })

  it('[W4] are held at once when a file is refused, whichever came first; what is behind goes out', async () => {
    const node = await startNode()
    await send(node, 'm1', ['f1', 'f2'])
    await send(node, 'm2', [])
    await upload(node, 'f2', uploader(), exe)
    await untilState('m1', 'held')
    expect((await entry('m1'))?.collidedWith).toMatchObject({
      reason: 'file',
      files: [{ fileId: 'f2', kind: 'file/disguised' }],
    })
    time.advance(10)
    await untilState('m2', 'sent')
    // Edited, and sent with it once more.
    await say(node, ana, 'message.drop', { messageId: 'm1', conversationId: talk })
    await send(node, 'm3', ['f2'])
    await untilState('m3', 'held')
    expect(await deliveries()).toEqual(['m2'])
  })

  it('[W4] are held after a day, also when no server ran then, and sent anyway with what is here', async () => {
    const first = await startNode()
    await send(first, 'm1', ['f1', 'f2'])
    await upload(first, 'f1')
    await begin(first, 'f2')
    time.advance(dayMs - 1)
    expect(await stateOf('m1')).toBe('delayed')
    await stopAll()
    time.advance(dayMs)
    const node = await startNode()
    await untilState('m1', 'held')
    expect((await entry('m1'))?.collidedWith).toMatchObject({ files: [{ fileId: 'f2', kind: 'file/missing' }] })
    await node.uploads.sweep()
    // A week later its file is still there for whoever decides.
    time.advance(7 * dayMs)
    await node.uploads.sweep()
    const anyway = { messageId: 'm1', conversationId: talk, sentId: 'm2' }
    expect(await say(node, lea, 'message.send-anyway', anyway)).toMatchObject({ outcome: 'applied' })
    expect(await entry('m2')).toMatchObject({ deliveryState: 'sent', authorId: 'ana', attachments: [{ fileId: 'f1' }] })
    expect([await deliveries(), await fileRow('f1')]).toEqual([['m2'], { message: 'm2', expires: 0 }])
  })

  it('[H3] held by a teammate’s answer they keep their files, and take them along when they are sent anyway', async () => {
    const node = await startNode()
    await send(node, 'k1', [], lea)
    const args = { messageId: 'm1', conversationId: talk, text: '', language: 'en' }
    const attachments = ['f1', 'f2'].map((fileId) => ({ fileId, name: 'as said', bytes: png.length }))
    await upload(node, 'f1')
    await say(node, ana, 'message.send', { ...args, attachments }, { lastNumber: 0 })
    await upload(node, 'f2')
    expect([await stateOf('m1'), await fileRow('f1'), await fileRow('f2')]).toEqual([
      'held',
      { message: 'm1', expires: 0 },
      { message: 'm1', expires: 0 },
    ])
    await say(node, ana, 'message.send-anyway', { messageId: 'm1', conversationId: talk, sentId: 'm2' })
    await untilState('m2', 'sent')
    expect(await fileRow('f2')).toEqual({ message: 'm2', expires: 0 })
  })

  it('[H3] dropped, their files go after a day', async () => {
    const node = await startNode()
    await send(node, 'm1', ['f1', 'f2'])
    await upload(node, 'f1')
    await upload(node, 'f2', uploader(), exe)
    await untilState('m1', 'held')
    await say(node, ana, 'message.drop', { messageId: 'm1', conversationId: talk })
    time.advance(dayMs)
    await node.uploads.sweep()
    expect([await fileRow('f1'), await fileRow('f2')]).toEqual([undefined, undefined])
  })

  it('[W5] carry files of their own author and conversation only, each in one message', async () => {
    const node = await startNode()
    await upload(node, 'leas', uploader('lea'))
    await upload(node, 'elsewhere', uploader('ana', 'conversation-c'))
    await upload(node, 'visitors', { ...uploader('customer-of-conversation-a'), kind: 'customer' })
    await upload(node, 'own')
    for (const [n, fileId] of ['leas', 'elsewhere', 'visitors'].entries()) await send(node, `m${n}`, [fileId])
    expect(await Promise.all(['leas', 'elsewhere', 'visitors'].map(fileRow))).toMatchObject([
      { message: null },
      { message: null },
      { message: null },
    ])
    time.advance(dayMs - 1)
    expect(await Promise.all(['m0', 'm1', 'm2'].map(stateOf))).toEqual(['delayed', 'delayed', 'delayed'])
    expect(await deliveries()).toEqual([])
    await send(node, 'c1', ['elsewhere'], ana, 'conversation-c')
    await untilState('c1', 'sent')
    await send(node, 'c2', ['elsewhere'], ana, 'conversation-c')
    expect(await fileRow('elsewhere')).toMatchObject({ message: 'c1' })
    expect(await stateOf('c2')).toBe('delayed')
  })

  it('begun once more they are what they are by now, and nobody else’s; swept, they begin anew', async () => {
    const node = await startNode()
    expect(await begin(node, 'f1', uploader(), 100)).toMatchObject({ ok: true, upload: { arrived: 0 } })
    await node.uploads.append(uploader(), 'f1', 0, Readable.from([png.subarray(0, 40)]))
    expect(await begin(node, 'f1', uploader(), 100)).toMatchObject({ ok: true, upload: { id: 'f1', arrived: 40 } })
    for (const [by, bytes] of [
      [uploader(), 101],
      [uploader('lea'), 100],
      [uploader('ana', 'conversation-c'), 100],
    ] as const)
      expect(await begin(node, 'f1', by, bytes)).toEqual({ ok: false, kind: 'file/gone' })
    const twice = await Promise.all([begin(node, 'f2'), begin(node, 'f2')])
    expect(twice).toMatchObject([{ ok: true }, { ok: true }])
    time.advance(dayMs)
    expect(await begin(node, 'f1', uploader('lea'), 7)).toMatchObject({ ok: true, upload: { arrived: 0, bytes: 7 } })
  })

  describe.each(engineName === 'PostgreSQL' ? ['several nodes'] : [])('with %s', () => {
    it('[W1] a file that comes to one node lets the other one, which leads, release', async () => {
      const leads = await startNode()
      await send(leads, 'm1', ['f1'])
      const other = await startNode(await test.another())
      await upload(other, 'f1')
      // Whoever comes up may not be heard yet.
      await until(async () => {
        other.look()
        return (await stateOf('m1')) === 'sent'
      })
      expect(await deliveries()).toEqual(['m1'])
    })

    it('[W5] a file that ends while its message is committed is its message’s', async () => {
      const node = await startNode()
      const ids = Array.from({ length: 20 }, (_, n) => `race-${n}`)
      for (const id of ids) {
        await Promise.all([upload(node, id), send(node, `m-${id}`, [id])])
        expect(await fileRow(id)).toEqual({ message: `m-${id}`, expires: 0 })
      }
      time.advance(100)
      for (const id of ids) await untilState(`m-${id}`, 'sent')
    })
  })
})
