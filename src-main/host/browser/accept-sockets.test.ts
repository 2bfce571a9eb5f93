import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { notLetInCode } from '#shared/rpc/not-let-in.ts'
import { acceptSockets } from './accept-sockets.ts'
import { createActiveProfile } from './active-profile.ts'

async function startHost(line: () => void = () => undefined) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const drop = acceptSockets({
    server,
    origin: `http://127.0.0.1:${port}`,
    profileOf: () => null,
    active: createActiveProfile(),
    lines: new Map([['/rpc', line]]),
  })
  onTestFinished(() => {
    drop()
    server.closeAllConnections()
    server.close()
  })
  const connections = () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))
  return { server, port, connections }
}

const upgrade = 'GET /rpc HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'

it('lets a refused socket go, whatever else was sent with it', async () => {
  const { port, connections } = await startHost()
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1').on('data', (chunk) => void (answer += String(chunk)))
  socket.on('error', () => undefined)
  // More than a socket takes in before somebody reads it.
  socket.write(upgrade + 'x'.repeat(1_000_000))
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
  expect(await connections()).toBe(0)
})

it('outlives a stranger who resets the connection while being refused', async () => {
  const { server, port } = await startHost()
  for (let count = 0; count < 20; count++) {
    const seen = once(server, 'upgrade')
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(upgrade, () => socket.resetAndDestroy())
    await seen
  }
  const last = connect(port, '127.0.0.1')
  last.write(upgrade)
  const [answer] = (await once(last, 'data')) as [Buffer]
  expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 403 /)
  last.destroy()
})

it('hears nothing of a page of ours that is not let in, and tells it so', async () => {
  const line = vi.fn<() => void>()
  const { port, connections } = await startHost(line)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { origin: `http://127.0.0.1:${port}` })
  const heard = vi.fn<() => void>()
  socket.on('message', heard)
  socket.on('open', () => socket.send('a call'))
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(notLetInCode)
  expect([line.mock.calls, heard.mock.calls]).toEqual([[], []])
  await expect.poll(connections).toBe(0)
})
