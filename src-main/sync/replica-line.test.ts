import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import { systemClock } from '#shared/kit/clock.ts'
import { reply } from '../testing/new-command.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { type CommandLog } from './command-log/command-log.ts'
import { openCommandLog } from './command-log/open-command-log.ts'
import { windowMaxBytes, windowMaxPages } from './page-window.ts'
import { createReplicaLine } from './replica-line.ts'

const epoch = 'e1'
const page = (to: number, of = epoch) => ({ epoch: of, from: to - 1, to, entries: [] })

async function openLog(count: number): Promise<CommandLog> {
  const opened = await openCommandLog({
    folder: await tempFolder(),
    key: new Uint8Array(32),
    replicaId: 'replica-1',
    clock: systemClock,
    newId: () => randomUUID(),
    report: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const { log } = opened
  onTestFinished(() => log.close())
  await append(log, count)
  return log
}

const append = (log: CommandLog, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => log.append(reply(`m${index}`))))

/** A desk with a line, and a worker that is attached and reads only when told to. */
async function seated(count = 0) {
  const log = await openLog(count)
  const line = createReplicaLine()
  log.onFlushed(() => line.pending())
  line.seat({
    identity: {
      agentId: 'agent-1',
      organisationId: 'org-1',
      brandIds: [],
      rights: ['conversation.work'],
      replicaId: 'replica-1',
      logId: log.logId,
      dataKey: 'x'.repeat(44),
    },
    log,
    scope: 'scope-1',
    uplinkedTo: () => log.last(),
    head: () => null,
    known: () => null,
    onRebuild: () => undefined,
    onCursor: () => undefined,
    onUnreadable: () => undefined,
  })
  return { log, line }
}

function attach(line: ReturnType<typeof createReplicaLine>, cursor = 0, at: string | null = epoch) {
  const stream = line.attach({ checkpoint: at === null ? null : { epoch: at, seq: 0 }, cursor })
  const read = async () => (await stream.next()).value as ReplicaEvent
  return {
    read,
    /** All that is waiting now. */
    async readUntil(isLast: (event: ReplicaEvent) => boolean): Promise<ReplicaEvent[]> {
      const events: ReplicaEvent[] = []
      for (;;) {
        const event = await read()
        events.push(event)
        if (isLast(event)) return events
      }
    },
  }
}

const seqs = (events: readonly ReplicaEvent[]) =>
  events.flatMap((event) => (event.event === 'pending' ? event.commands.map(({ deviceSeq }) => deviceSeq) : []))
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const isHead = (event: ReplicaEvent) => event.event === 'head'

describe('pages to a slow worker', () => {
  it('are dropped when there are too many, for one head from which it pulls', async () => {
    const { line } = await seated()
    const worker = attach(line)
    line.head({ epoch, seq: 10 })
    await worker.readUntil(isHead)
    const total = windowMaxPages + 300
    for (let to = 11; to <= 10 + total; to++) line.page(page(to), 100)
    // Nothing that was dropped comes; what was left out after the head is behind it.
    expect(await worker.read()).toEqual({ event: 'head', epoch, seq: 10 + windowMaxPages + 1 })
    line.uplinked(1)
    expect(await worker.read()).toEqual({ event: 'uplinked', uplinkedTo: 1 })
  })

  it('are told anew once it has caught up, without a gap', async () => {
    const { line } = await seated()
    const worker = attach(line)
    line.head({ epoch, seq: 10 })
    await worker.readUntil(isHead)
    for (let to = 11; to <= 400; to++) line.page(page(to), 100)
    const { seq } = (await worker.read()) as Extract<ReplicaEvent, { event: 'head' }>
    line.durable({ epoch, seq: seq - 1 })
    line.page(page(401), 100)
    line.durable({ epoch, seq })
    line.page(page(402), 100)
    expect(await worker.read()).toEqual({ event: 'head', epoch, seq: 401 })
    expect(await worker.read()).toEqual({ event: 'page', page: page(402) })
  })

  it('count by what the worker holds durably, not by what the line has swallowed', async () => {
    const { line } = await seated()
    const worker = attach(line)
    line.head({ epoch, seq: 0 })
    await worker.readUntil(isHead)
    for (let to = 1; to <= windowMaxPages; to++) {
      line.page(page(to), 100)
      expect(await worker.read()).toMatchObject({ event: 'page' })
    }
    line.page(page(windowMaxPages + 1), 100)
    expect(await worker.read()).toMatchObject({ event: 'head', seq: windowMaxPages + 1 })
  })

  it('flow without end to one that keeps up', async () => {
    const { line } = await seated()
    const worker = attach(line)
    line.head({ epoch, seq: 0 })
    await worker.readUntil(isHead)
    for (let to = 1; to <= 5 * windowMaxPages; to++) {
      line.page(page(to), 100)
      expect(await worker.read()).toMatchObject({ event: 'page', page: { to } })
      line.durable({ epoch, seq: to })
    }
  })

  it('are bounded by their size, too', async () => {
    const { line } = await seated()
    const worker = attach(line)
    line.head({ epoch, seq: 0 })
    await worker.readUntil(isHead)
    line.page(page(1), windowMaxBytes - 10)
    line.page(page(2), 11)
    expect(await worker.read()).toEqual({ event: 'head', epoch, seq: 2 })
  })

  it('are kept for nobody while no worker is there', async () => {
    const { line } = await seated()
    line.head({ epoch, seq: 10 })
    for (let to = 11; to <= 5_000; to++) line.page(page(to), 1_000_000)
    const events = await attach(line).readUntil(isHead)
    expect(events.map(({ event }) => event)).toEqual(['identity', 'pending', 'head'])
    expect(events.at(-1)).toEqual({ event: 'head', epoch, seq: 5_000 })
  })
})

describe('what is pending', () => {
  it('is told in order and without gaps, also what was on the disk only, while more comes in', async () => {
    const { log, line } = await seated(1_700)
    line.head({ epoch, seq: 0 })
    const worker = attach(line)
    const reading = worker.readUntil((event) => event.event === 'pending' && event.commands.at(-1)?.deviceSeq === 1_900)
    for (let group = 0; group < 10; group++) await append(log, 20)
    expect(seqs(await reading)).toEqual(range(1, 1_900))
  })

  it('begins after what is decided when the replica starts from nothing, for its snapshot holds that', async () => {
    const { log, line } = await seated(5)
    log.decide(3)
    line.head({ epoch, seq: 0 })
    expect(seqs(await attach(line, 0, null).readUntil(isHead))).toEqual([4, 5])
    expect(seqs(await attach(line, 1).readUntil(isHead))).toEqual([2, 3, 4, 5])
  })

  it('is told with what is decided when a first snapshot was cut off: its rows are shown, and the server may be away', async () => {
    const { log, line } = await seated(5)
    log.decide(3)
    const stream = line.attach({ checkpoint: null, cursor: 0, rows: 900 })
    await stream.next()
    expect(seqs([(await stream.next()).value as ReplicaEvent])).toEqual([1, 2, 3, 4, 5])
  })

  it('is not told to the worker of another desk, nor the key; the desk’s own gets both', async () => {
    const { line } = await seated(2)
    line.head({ epoch, seq: 90 })
    async function listen(replicaName: string, told: ReplicaEvent['event'][]) {
      for await (const { event } of line.attach({ checkpoint: null, cursor: 0, replicaName })) told.push(event)
    }
    const toOthers: ReplicaEvent['event'][] = []
    const others = listen('replica-replica-2', toOthers)
    line.page({ epoch, from: 90, to: 91, entries: [] }, 100)
    line.pending()
    const toOwn: ReplicaEvent['event'][] = []
    const own = listen('replica-replica-1', toOwn)
    await others
    expect(toOthers).toEqual([])
    await vi.waitFor(() => expect(toOwn).toContain('head'))
    expect(toOwn[0]).toBe('identity')
    line.unseat()
    await own
  })

  it('is told again after the head of another epoch', async () => {
    const { log, line } = await seated(6)
    log.decide(6)
    const worker = attach(line, 6)
    line.head({ epoch, seq: 90 })
    await worker.readUntil(isHead)
    log.decide(2)
    line.head({ epoch: 'e2', seq: 40 })
    line.restored()
    await append(log, 1)
    const events = await worker.readUntil((event) => event.event === 'pending' && event.commands.length > 0)
    expect(events[0]).toEqual({ event: 'head', epoch: 'e2', seq: 40 })
    expect(seqs(events).slice(0, 4)).toEqual([3, 4, 5, 6])
  })

  it('is told again to a worker that comes with the place of another epoch', async () => {
    const { log, line } = await seated(6)
    log.decide(2)
    line.head({ epoch: 'e2', seq: 40 })
    const worker = attach(line, 6, 'e1')
    const events = await worker.readUntil(isHead)
    expect(events.map(({ event }) => event)).toEqual(['identity', 'pending', 'head'])
    expect(seqs([await worker.read()])).toEqual([3, 4, 5, 6])
  })
})
