import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { describe, expect, it } from 'vitest'
import { type ReplicaEvent, replicaContract } from '#shared/rpc/replica-contract.ts'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { conversation, identity, openTestReplica } from '../testing/test-desk.ts'
import { TestServer } from '../testing/test-server.ts'
import type { MainLine } from './main-line.ts'
import { createPortLines } from './port-lines.ts'
import { createReports, stayAttached } from './stay-attached.ts'

/** Main's end of the line: plays `events`, then does as it is told. */
function createTestMain(events: (attachment: number) => readonly ReplicaEvent[]) {
  const attached: unknown[] = []
  const durable: unknown[] = []
  let end: () => void = () => undefined
  const os = implement(replicaContract)
  const router = os.router({
    replica: {
      attach: os.replica.attach.handler(async function* ({ input, signal }) {
        attached.push(input)
        const ended = new Promise<void>((resolve) => {
          end = resolve
          signal?.addEventListener('abort', () => resolve())
        })
        yield* events(attached.length)
        await ended
      }),
      durable: os.replica.durable.handler(({ input }) => void durable.push(input)),
      attention: os.replica.attention.handler(() => undefined),
      beat: os.replica.beat.handler(() => undefined),
      report: os.replica.report.handler(() => undefined),
    },
  })
  return {
    attached,
    durable,
    /** Ends the stream, and keeps the line. */
    end: () => end(),
    connect() {
      const { port1, port2 } = new MessageChannel()
      new RPCHandler(router).upgrade(port1, { context: {} })
      port1.start()
      return { port: port2, cut: () => port1.close() }
    },
  }
}

async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise(setImmediate)
}

async function startWorker(server: TestServer) {
  let line: MainLine | undefined
  let openWindow: () => void = () => undefined
  const stop = new AbortController()
  const wanted = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      openWindow = resolve
      signal.addEventListener('abort', () => resolve())
    })
  const lines = createPortLines(wanted)
  const { replica } = await openTestReplica(
    server,
    createInMemoryRowStore(),
    createReports(() => line),
  )
  const timers = { sleep: async () => undefined }
  const staying = stayAttached(
    replica,
    { lines, timers, random: () => 0, signal: stop.signal },
    (next) => (line = next),
  )
  return {
    lines,
    replica,
    openWindow: () => openWindow(),
    async stop() {
      stop.abort()
      line?.close()
      await staying
      await replica.close()
    },
  }
}

const events = (server: TestServer): readonly ReplicaEvent[] => [
  identity,
  { event: 'pending', commands: [], after: 0, uplinkedTo: 0 },
  { event: 'head', epoch: server.epoch, seq: server.seq },
]

function createServer() {
  const server = new TestServer()
  server.put({ collection: 'conversation', row: conversation('c1') })
  return server
}

describe('the line to main', () => {
  it('[W1] attaches, tells what is durable, and after a break goes on from there', async () => {
    const server = createServer()
    const main = createTestMain(() => events(server))
    const worker = await startWorker(server)
    const first = main.connect()
    worker.lines.handOver(first.port)
    await until(() => main.durable.length > 0)
    const { generation } = worker.replica.position()
    const checkpoint = { epoch: server.epoch, seq: server.seq }
    const position = { checkpoint, cursor: 0, logId: 'log', generation, rows: 1 }
    expect(generation).toMatch(/^[0-9a-f]{32}$/)
    expect(main.durable).toEqual([position])
    first.cut()
    const second = main.connect()
    worker.lines.handOver(second.port)
    await until(() => main.attached.length === 2)
    expect(main.attached).toEqual([{ checkpoint: null, cursor: 0, logId: null, generation, rows: 0 }, position])
    await worker.stop()
    second.cut()
  })

  it('[W1] a new port takes the place of one whose other end is silent', async () => {
    const server = createServer()
    const main = createTestMain(() => events(server))
    const worker = await startWorker(server)
    worker.lines.handOver(main.connect().port)
    await until(() => main.attached.length === 1)
    const second = main.connect()
    worker.lines.handOver(second.port)
    await until(() => main.attached.length === 2)
    await worker.stop()
    second.cut()
  })

  it('[W1] where another browser took over, attaches again only when a window is used here', async () => {
    const server = createServer()
    const main = createTestMain(() => events(server))
    const worker = await startWorker(server)
    const only = main.connect()
    worker.lines.handOver(only.port)
    await until(() => main.durable.length > 0)
    main.end()
    const again = main.connect()
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    expect(main.attached).toHaveLength(1)
    worker.openWindow()
    worker.lines.handOver(again.port)
    await until(() => main.attached.length === 2)
    await worker.stop()
    only.cut()
    again.cut()
  })

  it('[W3] lets go when another agent signs in, and keeps its rows', async () => {
    const server = createServer()
    const stranger = { ...identity, replicaId: 'another', dataKey: btoa('fedcba9876543210fedcba9876543210') }
    const main = createTestMain((attachment) => (attachment === 1 ? events(server) : [stranger]))
    const worker = await startWorker(server)
    worker.lines.handOver(main.connect().port)
    await until(() => main.durable.length > 0)
    const second = main.connect()
    worker.lines.handOver(second.port)
    await until(() => main.attached.length === 2)
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate)
    expect(main.attached).toHaveLength(2)
    expect(worker.replica.state()).toEqual({ state: 'ready', rows: 1, problem: null })
    await worker.stop()
    second.cut()
  })
})
