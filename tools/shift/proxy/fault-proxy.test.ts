import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startFaultProxy } from './fault-proxy.ts'

/** A server that keeps what every connection said, behind a proxy. */
async function startPair(from?: string) {
  const accepted: { socket: Socket; said: string; end: string }[] = []
  let changed: () => void = () => undefined
  const target = createServer((socket) => {
    const connection = { socket, said: '', end: '' }
    accepted.push(connection)
    socket.on('data', (bytes: Buffer) => {
      connection.said += bytes.toString()
      socket.write(bytes)
      changed()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => (connection.end = error.code ?? ''))
    socket.on('end', () => (connection.end = 'end'))
    socket.on('close', () => changed())
    changed()
  }).listen(0, '127.0.0.1')
  await once(target, 'listening')
  const proxy = await startFaultProxy({ targetPort: (target.address() as AddressInfo).port, from, random: () => 0.5 })
  onTestFinished(async () => {
    await proxy.stop()
    for (const { socket } of accepted) socket.destroy()
    target.close()
  })
  async function until(isSo: () => boolean) {
    while (!isSo()) await new Promise<void>((resolve) => (changed = resolve))
  }
  async function open() {
    const socket = connect(proxy.port, '127.0.0.1')
    const client = { socket, heard: '', end: '' }
    socket.on('data', (bytes: Buffer) => {
      client.heard += bytes.toString()
      changed()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => (client.end = error.code ?? ''))
    socket.on('end', () => (client.end = 'end'))
    socket.on('close', () => changed())
    await once(socket, 'connect')
    return client
  }
  return { proxy, accepted, open, until }
}

it('passes bytes both ways, from the address it was given', async () => {
  // Elsewhere only one address of loopback is there.
  const from = process.platform === 'linux' ? '127.0.0.9' : '127.0.0.1'
  const { accepted, open, until } = await startPair(from)
  const client = await open()
  client.socket.write('hello')
  await until(() => client.heard === 'hello')
  expect(accepted[0]?.socket.remoteAddress).toBe(from)
})

it.each([
  ['cut', 'end'],
  ['reset', 'ECONNRESET'],
] as const)('tells both sides of a %s', async (fault, end) => {
  const { proxy, accepted, open, until } = await startPair()
  const client = await open()
  client.socket.write('hello')
  await until(() => client.heard === 'hello')
  proxy[fault]()
  await until(() => client.socket.destroyed && accepted[0]?.socket.destroyed === true)
  expect([client.end, accepted[0]?.end]).toEqual([end, end])
  await until(() => proxy.connections === 0)
})

it('holds what is sent on old and new connections, and brings it late but whole', async () => {
  const { proxy, accepted, open, until } = await startPair()
  const old = await open()
  old.socket.write('one ')
  await until(() => old.heard === 'one ')
  const release = proxy.hold()
  old.socket.write('two ')
  const young = await open()
  young.socket.write('three')
  await until(() => accepted.length === 2)
  await new Promise((resolve) => setImmediate(resolve))
  expect(accepted.map(({ said }) => said)).toEqual(['one ', ''])
  release()
  await until(() => old.heard === 'one two ' && young.heard === 'three')
})

it('lets a new connection overtake what an old one had sent before it was reset', async () => {
  const { proxy, accepted, open, until } = await startPair()
  const old = await open()
  old.socket.write('one ')
  await until(() => old.heard === 'one ')
  const release = proxy.holdPresent()
  old.socket.write('late')
  const probe = await open()
  probe.socket.write('probe')
  await until(() => probe.heard === 'probe')
  proxy.resetClients()
  await until(() => old.socket.destroyed)
  const young = await open()
  young.socket.write('young')
  await until(() => young.heard === 'young')
  expect(accepted[0]?.said).toBe('one ')
  release()
  await until(() => accepted[0]?.socket.destroyed === true)
  expect(accepted[0]).toMatchObject({ said: 'one late', end: 'ECONNRESET' })
})

it('delays every piece and keeps their order', async () => {
  const { proxy, open, until } = await startPair()
  const client = await open()
  const end = proxy.delay({ leastMs: 30, mostMs: 30 })
  const startedAt = performance.now()
  client.socket.write('slow ')
  await until(() => client.heard === 'slow ')
  expect(performance.now() - startedAt).toBeGreaterThan(55)
  client.socket.write('then ')
  end()
  client.socket.write('fast')
  await until(() => client.heard === 'slow then fast')
})

it('delays new connections', async () => {
  const { proxy, accepted, open, until } = await startPair()
  const end = proxy.delayConnects({ leastMs: 60, mostMs: 60 })
  const first = await open()
  first.socket.write('first')
  await new Promise((resolve) => setImmediate(resolve))
  end()
  const second = await open()
  second.socket.write('second')
  await until(() => first.heard === 'first' && second.heard === 'second')
  expect(accepted.map(({ said }) => said)).toEqual(['second', 'first'])
})
