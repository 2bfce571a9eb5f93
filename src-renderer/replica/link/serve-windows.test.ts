import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCHandler } from '@orpc/server/message-port'
import { describe, expect, it } from 'vitest'
import type { QueriesContract } from '#shared/rpc/queries-contract.ts'
import { systemTimers } from '../flow/timers.ts'
import { createQueriesRouter } from '../queries/queries-router.ts'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { conversation, customer, reply, startTestReplica } from '../testing/test-desk.ts'
import { TestServer } from '../testing/test-server.ts'
import { serveWindows } from './serve-windows.ts'

const ownLock = 'worker'

type Client = ContractRouterClient<QueriesContract>

/** Locks of windows that are alive; `die` sets one free, as the browser does. */
function createTestLocks() {
  const held = new Map<string, () => void>()
  const request = async (name: string, callback: () => unknown) => {
    // Nobody else holds the worker's own.
    if (name === ownLock) return callback()
    await new Promise<void>((resolve) => held.set(name, resolve))
    return callback()
  }
  return { locks: { request } as unknown as LockManager, die: (name: string) => held.get(name)?.() }
}

async function startWorker() {
  const server = new TestServer()
  server.put({ collection: 'customer', row: customer }, { collection: 'conversation', row: conversation('c1') })
  const { replica } = await startTestReplica(server, createInMemoryRowStore())
  const handedOver: string[] = []
  const welcomes: unknown[] = []
  const { locks, die } = createTestLocks()
  const handler = new RPCHandler(createQueriesRouter(replica, systemTimers))
  const serve = serveWindows({
    locks,
    ownLock,
    onHello: async ({ replicaName }) => (replicaName === 'desk' ? handler : undefined),
    onReplicaPort: (replicaName) => handedOver.push(replicaName),
    onMessage: () => undefined,
  })
  const connect = (first: unknown, transfer: MessagePort[] = []) => {
    const { port1, port2 } = new MessageChannel()
    serve(port1)
    port2.postMessage(first, transfer)
    port2.start()
    const answers = new EventTarget()
    port2.addEventListener('message', ({ data }: MessageEvent<{ farline?: string }>) => {
      if (data.farline === 'welcome') welcomes.push(data)
      else answers.dispatchEvent(new MessageEvent('message', { data }))
    })
    return {
      postMessage: port2.postMessage.bind(port2),
      close: () => port2.close(),
      addEventListener: (...given: Parameters<MessagePort['addEventListener']>) =>
        (given[0] === 'close' ? port2 : answers).addEventListener(...given),
    }
  }
  return { replica, server, die, connect, handedOver, welcomes }
}

async function until(isSo: () => boolean) {
  while (!isSo()) await new Promise(setImmediate)
}

const hello = (lock: string, replicaName = 'desk') => ({ farline: 'hello', host: 'browser', replicaName, lock })

describe('windows at the worker', () => {
  it('[W2] [Q1] asks that come right after the hello are answered, and go on being answered', async () => {
    const { replica, connect } = await startWorker()
    const port = connect(hello('w1'))
    const client: Client = createORPCClient(new RPCLink({ port }))
    const inbox = await client.inbox.watch({ view: 'open', order: 'waiting', limit: 10 })
    const first = await inbox.next()
    expect(first.value).toMatchObject({ rows: [{ customerName: '山田 花子', isPending: false }], hasMore: false })
    const second = inbox.next()
    await replica.take({ event: 'pending', commands: [reply(1, 'c1')], after: 0, uplinkedTo: 0 })
    expect((await second).value).toMatchObject({
      rows: [{ isPending: true, conversation: { lastMessageBy: 'agent' } }],
    })
    const counts = await client.inbox.counts()
    expect((await counts.next()).value).toEqual({
      mine: 1,
      unassigned: 0,
      open: 1,
      snoozed: 0,
      resolved: 0,
      mentions: 0,
      offered: 0,
      spam: 0,
    })
    port.close()
    await replica.close()
  })

  it('[W2] the queries of a window that died are ended', async () => {
    const { replica, connect, die } = await startWorker()
    let running = 0
    const { after } = replica.changes
    replica.changes.after = async (...given) => {
      running += 1
      await after(...given)
      running -= 1
    }
    const client: Client = createORPCClient(new RPCLink({ port: connect(hello('w1')) }))
    const state = await client.replica.watch()
    expect((await state.next()).value).toEqual({ state: 'ready', rows: 2, problem: null })
    await until(() => running === 1)
    die('w1')
    await until(() => running === 0)
    await replica.close()
  })

  it('[W2] a page that means another agent’s rows, or says nothing sensible, gets nothing', async () => {
    const { replica, connect } = await startWorker()
    for (const first of [hello('w1', 'other-desk'), { farline: 'what' }, 'hello']) {
      const port = connect(first)
      await new Promise<void>((resolve) => port.addEventListener('close', () => resolve()))
    }
    await replica.close()
  })

  it('[W2] the keeper hands over main’s port with its hello: a worker that answers the one has the other', async () => {
    const { replica, connect, handedOver, welcomes } = await startWorker()
    const { port1, port2 } = new MessageChannel()
    const keeper = connect(hello('keeper'), [port2])
    await until(() => welcomes.length > 0)
    expect(handedOver).toEqual(['desk'])
    keeper.close()
    port1.close()
    await replica.close()
  })
})
