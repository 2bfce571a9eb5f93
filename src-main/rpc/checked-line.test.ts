import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { checkedPort, checkedSocket } from './checked-line.ts'

const call = '{"i":"1","p":{"u":"/host/info"}}'

it('a port hands on what is a frame, and hangs up at what is none', async () => {
  const { port1, port2 } = new MessageChannel()
  onTestFinished(() => port2.close())
  const heard: unknown[] = []
  const line = checkedPort(port1)
  line.addEventListener('message', ({ data }) => heard.push(data))
  const hungUp = new Promise<void>((resolve) => line.addEventListener('close', () => resolve()))
  port2.postMessage(call)
  port2.postMessage({ i: '1', p: { u: '/host/info' } })
  port2.postMessage(call)
  await hungUp
  expect(heard).toEqual([call])
})

it('a port takes the events of Electron as well as the messages of Node', () => {
  const listeners = new Map<string, (event: never) => void>()
  let isClosed = false
  const heard: unknown[] = []
  const line = checkedPort({
    on: (event: string, listener: (event: never) => void) => listeners.set(event, listener),
    postMessage: () => undefined,
    close: () => void (isClosed = true),
  })
  line.addEventListener('message', ({ data }) => heard.push(data))
  listeners.get('message')?.({ data: call } as never)
  expect([heard, isClosed]).toEqual([[call], false])
  listeners.get('message')?.({ data: 'anything' } as never)
  expect([heard, isClosed]).toEqual([[call], true])
})

it.each([
  ['text that is no frame', 'anything'],
  ['bytes', Buffer.from(call)],
])('a socket hands on what is a frame, and closes with 1008 at %s', async (_what, wrong) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.close())
  const heard: unknown[] = []
  server.on('connection', (socket) =>
    checkedSocket(socket).addEventListener('message', ({ data }) => void heard.push(data)),
  )
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await once(client, 'open')
  client.send(call)
  client.send(wrong)
  client.send(call)
  const [code] = (await once(client, 'close')) as [number]
  expect(code).toBe(1008)
  expect(heard).toEqual([call])
})
