import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { type RouterClient, os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { inUseElsewhereCode } from '#shared/rpc/in-use-elsewhere.ts'
import { notLetInCode } from '#shared/rpc/not-let-in.ts'
import { createReconnectingLink } from './reconnecting-link.ts'

const router = {
  ping: os.handler(() => 'pong'),
  never: os.handler(() => new Promise<string>(() => undefined)),
}

let server: WebSocketServer

async function listen(port: number): Promise<number> {
  server = new WebSocketServer({ host: '127.0.0.1', port })
  const handler = new RPCHandler(router)
  server.on('connection', (socket) => void handler.upgrade(socket, { context: {} }))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function hangUp(): Promise<void> {
  for (const socket of server.clients) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
}

let isOver = false

const forEver = () => new Promise<void>(() => undefined)

function connect(port: number, wait: (delayMs: number) => Promise<void>, untilLetIn = forEver) {
  const states: string[] = []
  const link = createReconnectingLink({
    open: () => new WebSocket(`ws://127.0.0.1:${port}`),
    onChange: (state) => states.push(state),
    onTakenOver: () => states.push('taken-over'),
    untilLetIn,
    wait,
  })
  return { client: createORPCClient<RouterClient<typeof router>>(link), states }
}

/** Reconnecting is quick and ends with the test; only patience (4 s) lasts. */
const quickly = (delayMs: number) =>
  delayMs === 4_000 || isOver ? forEver() : new Promise<void>((resolve) => setImmediate(resolve))

describe('the line to main', () => {
  beforeEach(() => {
    isOver = false
  })
  afterEach(() => {
    isOver = true
    return hangUp()
  })

  it('carries calls made before it is open', async () => {
    const { client } = connect(await listen(0), quickly)
    expect(await client.ping()).toBe('pong')
  })

  it('fails what was under way when it breaks, and carries what is asked afterwards', async () => {
    const port = await listen(0)
    const { client, states } = connect(port, quickly)
    await client.ping()
    const underWay = Promise.allSettled([client.never()])
    await hangUp()
    expect(await underWay).toMatchObject([{ status: 'rejected' }])
    const afterwards = client.ping()
    await listen(port)
    expect(await afterwards).toBe('pong')
    expect(states[0]).toBe('connected')
    expect(states).toContain('lost')
    expect(states.at(-1)).toBe('connected')
  })

  it('stays closed, and says so once, when another browser profile has the workstation', async () => {
    const { client, states } = connect(await listen(0), quickly)
    await client.ping()
    let reopened = 0
    server.on('connection', () => reopened++)
    for (const socket of server.clients) socket.close(inUseElsewhereCode)
    await expect.poll(() => states).toEqual(['connected', 'taken-over'])
    expect(reopened).toBe(0)
  })

  it('stays closed while this browser is not let in, and goes on once it may be', async () => {
    let letIn: () => void = () => undefined
    const { client, states } = connect(await listen(0), quickly, () => new Promise((resolve) => (letIn = resolve)))
    await client.ping()
    let reopened = 0
    server.on('connection', () => reopened++)
    for (const socket of server.clients) socket.close(notLetInCode)
    await expect.poll(() => states).toEqual(['connected', 'not-let-in'])
    expect(reopened).toBe(0)
    letIn()
    expect(await client.ping()).toBe('pong')
    expect(states).toEqual(['connected', 'not-let-in', 'connected'])
  })

  it('does not keep a caller waiting for a line that does not come back', async () => {
    const port = await listen(0)
    await hangUp()
    const atOnce = (delayMs: number) => (delayMs === 4_000 ? Promise.resolve() : forEver())
    await expect(connect(port, atOnce).client.ping()).rejects.toThrow('the line to the workstation is down')
    await listen(0)
  })
})
