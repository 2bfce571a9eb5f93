import { randomUUID } from 'node:crypto'
import { copyFile, cp, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Envelope } from '#shared/sync/envelope.ts'
import { goodPassword, startSyncServer } from '../testing/sync-server.ts'
import { replicaEvents, take } from '../testing/streams.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { transports } from '../testing/transports.ts'
import { until } from '../testing/until.ts'

const reply = (text: string) => ({
  type: 'message.send',
  args: { messageId: randomUUID(), conversationId: 'c-1', text, language: 'en' },
  basedOn: { lastNumber: 3 },
})
const numbers = (commands: readonly Envelope[]) => commands.map(({ deviceSeq }) => deviceSeq)
const at = (seq: number) => ({ epoch: 'epoch-1', seq })

describe.each(transports)('the worker of a workstation over $name', (transport) => {
  async function signedIn(dataDir?: string) {
    const server = await startSyncServer()
    const desk = await startTestWorkstation({
      serverUrl: server.url,
      isSignedIn: true,
      ...(dataDir === undefined ? {} : { dataDir }),
    })
    const { client } = await transport.window(desk)
    // A new look each time: an older one may still have to say that everything was well.
    const online = async () =>
      take(await client.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
    await online()
    return { server, desk, client, online, worker: async () => (await transport.worker(desk)).client.replica }
  }

  it('is told to rebuild when it comes back with less than it held, and what is unsent stays', async () => {
    const { server, desk, client, worker } = await signedIn()
    const first = await worker()
    const before = replicaEvents(await first.attach({ checkpoint: null, cursor: 0, generation: 'g1', rows: 0 }))
    await before.next('identity')
    await before.next('pending')
    await before.next('head')
    await first.durable({ checkpoint: at(7), cursor: 0, logId: 'log-1', rows: 12, generation: 'g1' })
    server.onBatch(() => 'silence')
    const { commandId } = await client.commands.submit(reply('unsent'))

    const returns = [
      [{ checkpoint: null, cursor: 0, generation: 'g2', rows: 0 }, 'lost'],
      [{ checkpoint: at(6), cursor: 0, generation: 'g1', rows: 12 }, 'rolled-back'],
      [{ checkpoint: at(7), cursor: 0, generation: 'g1', rows: 11 }, 'truncated'],
    ] as const
    for (const [found, reason] of returns) {
      const events = replicaEvents(await (await worker()).attach(found))
      await events.next('identity')
      expect(await events.next('rebuild')).toEqual({ event: 'rebuild', reason })
      expect(await events.next('pending')).toMatchObject({ commands: [{ id: commandId }] })
      await events.next('head')
      expect(desk.logged.at(-1)).toEqual({ event: 'replica-rebuild', reason, rowsBefore: 12 })
    }
    const same = replicaEvents(
      await (await worker()).attach({ checkpoint: at(7), cursor: 0, generation: 'g1', rows: 12 }),
    )
    await same.next('identity')
    await same.next('pending')
  })

  it('is told where the server is when the desk is unlocked, although the line to it held all the time', async () => {
    const { server, desk, worker } = await signedIn()
    const before = replicaEvents(
      await (await worker()).attach({ checkpoint: null, cursor: 0, generation: 'g1', rows: 0 }),
    )
    await before.next('identity')
    await before.next('pending')
    const { epoch, seq } = await before.next('head')
    await desk.workstation.session.lock('asked')
    // Somebody writes while nobody may read it.
    server.send({ frame: 'page', page: { epoch, from: seq, to: seq + 1, entries: [] } })
    await desk.workstation.session.unlock(goodPassword)
    const after = replicaEvents(
      await (await worker()).attach({ checkpoint: { epoch, seq }, cursor: 0, generation: 'g1', rows: 0 }),
    )
    await after.next('identity')
    await after.next('pending')
    expect(await after.next('head')).toMatchObject({ epoch, seq: seq + 1 })
  })

  it('is compared with what was kept by the process before', async () => {
    const { desk, worker } = await signedIn()
    const first = await worker()
    await (await first.attach({ checkpoint: null, cursor: 0, generation: 'g1', rows: 0 })).next()
    await first.durable({ checkpoint: at(9), cursor: 0, logId: 'log-1', rows: 30, generation: 'g1' })
    await desk.stop()
    const kept: unknown = JSON.parse(await readFile(path.join(desk.dataDir, 'replica-1', 'replica.json'), 'utf8'))
    expect(kept).toMatchObject({ generation: 'g1', checkpoint: at(9), cursor: 0, rows: 30 })
    const again = await signedIn(desk.dataDir)
    const events = replicaEvents(
      await (await again.worker()).attach({ checkpoint: at(4), cursor: 0, generation: 'g1', rows: 30 }),
    )
    await events.next('identity')
    expect(await events.next('rebuild')).toMatchObject({ reason: 'rolled-back' })
  })

  it('does not let a worker that had to make way speak for the one that is there', async () => {
    const { worker } = await signedIn()
    const [old, young] = [await worker(), await worker()]
    await (await old.attach({ checkpoint: null, cursor: 0, generation: 'g1', rows: 0 })).next()
    await (await young.attach({ checkpoint: null, cursor: 0, generation: 'g2', rows: 0 })).next()
    await young.durable({ checkpoint: at(8), cursor: 0, logId: 'log-1', rows: 5, generation: 'g2' })
    await old.durable({ checkpoint: at(99), cursor: 0, logId: 'log-1', rows: 5, generation: 'g1' })
    const events = replicaEvents(
      await (await worker()).attach({ checkpoint: at(8), cursor: 0, generation: 'g2', rows: 5 }),
    )
    await events.next('identity')
    await events.next('pending')
  })

  it('is told of a restored server: the new epoch, then what is undecided in it, and all of it is sent again', async () => {
    const { server, desk, client, online, worker } = await signedIn()
    const events = replicaEvents(await (await worker()).attach({ checkpoint: at(7), cursor: 0 }))
    for (const name of ['identity', 'pending', 'head'] as const) await events.next(name)
    for (const text of ['one', 'two', 'three']) {
      await client.commands.submit(reply(text))
      await events.next('pending')
      await events.next('uplinked')
    }
    await online()
    server.setCursor(1)
    server.setEpoch('epoch-2')
    server.dropConnection()
    expect(await events.next('head')).toEqual({ event: 'head', epoch: 'epoch-2', seq: 7 })
    const { commands } = await events.next('pending')
    expect(numbers(commands)).toEqual([2, 3])
    await events.next('uplinked')
    await online()
    expect(numbers(server.decided)).toEqual([1, 2, 3, 2, 3])
    expect(desk.logged).toContainEqual({ event: 'server-restored', decidedBefore: 3, decidedNow: 1, sentAgain: 2 })
  })
})

describe('a disk image that was rolled back', () => {
  it.each([
    { name: 'with all that lies beside it', files: ['commands.log', 'decided.json'], isForked: true },
    { name: 'without the notes, which know better', files: ['commands.log'], isForked: false },
  ])('goes on under a new log, and the old one is kept aside and reported: $name', async ({ files, isForked }) => {
    const [transport] = transports
    const server = await startSyncServer()
    const first = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport!.window(first)
    const folder = path.join(first.dataDir, 'replica-1')
    const image = path.join(first.dataDir, 'image-of-yesterday')
    await client.commands.submit(reply('one'))
    await take(await client.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
    await first.stop()
    await cp(folder, image, { recursive: true })
    const today = await startTestWorkstation({ serverUrl: server.url, dataDir: first.dataDir, isSignedIn: true })
    const { client: later } = await transport!.window(today)
    for (const text of ['two', 'three', 'four']) await later.commands.submit(reply(text))
    await take(await later.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
    await today.stop()
    for (const name of files) await copyFile(path.join(image, name), path.join(folder, name))

    const second = await startTestWorkstation({ serverUrl: server.url, dataDir: first.dataDir, isSignedIn: true })
    const again = await transport!.window(second)
    const { commandId } = await again.client.commands.submit(reply('written on the old image'))
    await take(await again.client.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
    expect(server.decided.at(-1)).toMatchObject({ id: commandId })
    expect(server.decided).toHaveLength(5)
    const kept = (await readdir(folder)).filter((name) => name.endsWith('.kept'))
    expect(kept).toHaveLength(1)
    const kind = isForked ? 'log/started-over' : 'log/damaged'
    const isLoggedAsForked = second.logged.some((line) => isDeepStrictEqual(line, { event: 'log-forked' }))
    expect(isLoggedAsForked).toBe(isForked)
    expect(second.logged).toContainEqual(
      expect.objectContaining({ event: 'log-repaired', kind, keptAs: kept[0], missing: 0 }),
    )
  })
})

describe('a disk that loses a record under a running desk', () => {
  it('has its log opened anew: what is readable is sent, what is not is reported, nothing stands still', async () => {
    const [transport] = transports
    const server = await startSyncServer()
    const desk = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport!.window(desk)
    const ids: string[] = []
    for (const text of ['one', 'two', 'three']) ids.push((await client.commands.submit(reply(text))).commandId)
    await take(await client.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
    const file = path.join(desk.dataDir, 'replica-1', 'commands.log')
    const bytes = await readFile(file)
    bytes[Math.floor(bytes.length * 0.6)]! ^= 1
    await writeFile(file, bytes)
    server.setCursor(1)
    server.setEpoch('epoch-2')
    server.dropConnection()
    await until(server.connections, (count) => count === 3)
    await take(await client.sync.watch(), ({ state, waiting }) => state === 'online' && waiting === 0)
    expect(server.decided.map(({ id }) => id)).toEqual([...ids, ids[2]])
    expect(desk.logged).toContainEqual({ event: 'log-unreadable' })
    expect(desk.logged).toContainEqual(
      expect.objectContaining({ event: 'log-repaired', kind: 'log/damaged', carriedOver: 1, missing: 1 }),
    )
    expect(await client.commands.submit(reply('after it'))).toMatchObject({ deviceSeq: 2 })
  })
})
