import './configure-zod.ts'
import { RPCHandler } from '@orpc/server/message-port'
import { systemClock } from '#shared/kit/clock.ts'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import { tellAttention } from './attention/tell-attention.ts'
import { createHttpFeed } from './feed/http-feed.ts'
import { systemTimers } from './flow/timers.ts'
import type { MainLine } from './link/main-line.ts'
import { keepBeating } from './link/beat.ts'
import { createPortLines } from './link/port-lines.ts'
import { type Hello, serveWindows } from './link/serve-windows.ts'
import { createReports, stayAttached } from './link/stay-attached.ts'
import { createWebSocketLines } from './link/web-socket-lines.ts'
import { createHeadStart } from './queries/head-start.ts'
import { createQueriesRouter } from './queries/queries-router.ts'
import { type Repair, openReplica } from './replica.ts'
import { createDexieStorage } from './store/dexie-storage.ts'
import { openRowStore } from './store/open-row-store.ts'

declare const self: SharedWorkerGlobalScope

const { origin } = self.location
const stop = new AbortController()
const random = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32

let wake: () => void = () => undefined
const wanted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    wake = resolve
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
const ports = createPortLines(wanted)

let line: MainLine | undefined
let started: { readonly replicaName: string; readonly handler: Promise<RPCHandler<Record<never, never>>> } | undefined

async function start({ replicaName, host }: Pick<Hello, 'replicaName' | 'host'>) {
  const reports = createReports(() => line)
  const repairs: Repair[] = []
  const onRepair = (problem: string, detail: string) => void repairs.push({ problem, detail })
  const store = await openRowStore(replicaName, createDexieStorage(globalThis), {
    timers: systemTimers,
    random,
    onRepair,
  })
  // The name is made of the replica's id: rows of another agent must never be mixed with these.
  const isOurs = (replicaId: string) => replicaName.endsWith(replicaId)
  const source = createHttpFeed(origin, fetch)
  const headStart = createHeadStart(systemTimers)
  const replica = await openReplica({
    store,
    source,
    isOurs,
    clock: systemClock,
    timers: systemTimers,
    random,
    reports,
    repairs,
    calm: headStart.over,
  })
  const lines = host === 'browser' ? createWebSocketLines(origin, wanted) : ports
  void stayAttached(replica, { lines, timers: systemTimers, random, signal: stop.signal }, (next) => (line = next))
  void tellAttention(replica, { timers: systemTimers, headStart, signal: stop.signal, tell: toldOver(() => line) })
  void keepBeating({ timers: systemTimers, signal: stop.signal, tell: beatOver(() => line) })
  return new RPCHandler(createQueriesRouter(replica, systemTimers, headStart))
}

const toldOver = (current: () => MainLine | undefined) => async (attention: Attention) => {
  const to = current()
  if (!to) throw new Error('there is no line to main')
  await to.client.replica.attention(attention)
}

const beatOver = (current: () => MainLine | undefined) => async () => {
  await current()?.client.replica.beat()
}

/** One worker is one agent's: a page that means another agent's has the wrong address and gets nothing. */
async function startOnce(wish: Pick<Hello, 'replicaName' | 'host'>) {
  started ??= { replicaName: wish.replicaName, handler: start(wish) }
  return started.replicaName === wish.replicaName ? started.handler : undefined
}

const serve = serveWindows({
  locks: navigator.locks,
  ownLock: `farline-worker-${crypto.randomUUID()}`,
  onMessage: () => wake(),
  onReplicaPort(replicaName, port) {
    ports.handOver(port)
    void startOnce({ replicaName, host: 'electron' })
  },
  onHello: startOnce,
})

self.addEventListener('connect', (event) => {
  const [port] = event.ports
  if (port) serve(port)
})
