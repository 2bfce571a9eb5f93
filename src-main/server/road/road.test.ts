import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type IncomingMessage, createServer, request } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { WebSocket, WebSocketServer } from 'ws'
import { expect, it, onTestFinished } from 'vitest'
import { startConnectProxy } from '../../testing/connect-proxy.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import { testCertificate } from '../../testing/test-certificate.ts'
import { probeServer } from '../probe-server.ts'
import { requestServer } from '../request-server.ts'
import { loadAuthorities } from './authorities.ts'
import { createRoad, straightRoad } from './road.ts'

const get = { method: 'GET', path: '/' } as const
const greeting = { name: 'Farline server', version: '9.9.9' }

/** Answers requests, and says each frame of a WebSocket again. */
async function listen(isTls: boolean) {
  const answer = (_request: unknown, response: { end(text: string): void }) => response.end(JSON.stringify(greeting))
  const server = isTls ? createTlsServer(testCertificate, answer) : createServer(answer)
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function proxy(...options: Parameters<typeof startConnectProxy>) {
  const started = await startConnectProxy(...options)
  onTestFinished(started.stop)
  return started
}

const roadBy = (list: string, authorities: readonly string[] = []) =>
  createRoad({ resolveProxy: async () => list, authorities })

it.each([
  ['in the clear', false],
  ['encrypted', true],
])('requests and the line go through the proxy, %s, to a name that only the proxy knows', async (_, isTls) => {
  const port = await listen(isTls)
  const by = await proxy()
  const road = roadBy(`PROXY 127.0.0.1:${by.port}`)
  const address = {
    url: `${isTls ? 'https' : 'http'}://farline.test:${port}`,
    certificate: isTls ? testCertificate.cert : null,
  }
  expect(await requestServer(road, address, get)).toMatchObject({ status: 200, body: greeting })
  const url = new URL(address.url)
  url.protocol = isTls ? 'wss:' : 'ws:'
  const socket = new WebSocket(url, road.through(address))
  await once(socket, 'open')
  const heard = once(socket, 'message')
  socket.send('hello')
  expect(`${(await heard)[0]}`).toBe('hello')
  socket.terminate()
  // The line may take over the connection of the request.
  expect(new Set(by.asked)).toEqual(new Set([`farline.test:${port}`]))
  expect(road.problem()).toBeNull()
})

it('a first look at a certificate goes through the proxy too', async () => {
  const port = await listen(true)
  const by = await proxy()
  const probed = await probeServer(`farline.test:${port}`, roadBy(`PROXY 127.0.0.1:${by.port}`))
  expect(probed).toMatchObject({ ok: true, found: { trust: 'unknown-certificate' } })
  expect(by.asked[0]).toBe(`farline.test:${port}`)
})

it('goes on to the next way when nobody answers on one', async () => {
  const port = await listen(false)
  const address = { url: `http://127.0.0.1:${port}`, certificate: null }
  const road = roadBy('PROXY 127.0.0.1:9; DIRECT')
  expect(await requestServer(road, address, get)).toMatchObject({ status: 200 })
  expect(road.problem()).toBeNull()
})

it.each([
  ['PROXY 127.0.0.1:9', 'road/proxy-unreachable'],
  ['SOCKS5 127.0.0.1:9', 'road/no-way'],
  ['DIRECT', 'road/not-answered'],
])('says why the server is not reached by %s', async (list, problem) => {
  const road = roadBy(list)
  expect(await requestServer(road, { url: 'http://127.0.0.1:9', certificate: null }, get)).toBeNull()
  expect(road.problem()).toBe(problem)
})

it.each([
  [403, 'road/proxy-refused'],
  [407, 'road/proxy-wants-sign-in'],
])('says what a proxy means that answers %i', async (refuseWith, problem) => {
  const by = await proxy({ refuseWith })
  const road = roadBy(`PROXY 127.0.0.1:${by.port}`)
  expect(await requestServer(road, { url: 'http://127.0.0.1:9', certificate: null }, get)).toBeNull()
  expect(road.problem()).toBe(problem)
})

it('trusts an authority that IT names, and tells a certificate of nobody from a server that is away', async () => {
  const port = await listen(true)
  const caFile = path.join(await tempFolder(), 'authorities.pem')
  await writeFile(caFile, testCertificate.cert)
  const address = { url: `https://farline.test:${port}`, certificate: null }
  const by = await proxy()
  const named = roadBy(`PROXY 127.0.0.1:${by.port}`, await loadAuthorities(caFile))
  expect(await requestServer(named, address, get)).toMatchObject({ status: 200 })
  const unnamed = roadBy(`PROXY 127.0.0.1:${by.port}`, await loadAuthorities(null))
  expect(await requestServer(unnamed, address, get)).toBeNull()
  expect(unnamed.problem()).toBe('road/certificate')
})

it('refuses a file of authorities that holds none', async () => {
  const caFile = path.join(await tempFolder(), 'empty.pem')
  await writeFile(caFile, 'nothing')
  await expect(loadAuthorities(caFile)).rejects.toThrow('--ca-file')
  await expect(loadAuthorities(`${caFile}-missing`)).rejects.toThrow('--ca-file')
})

it('uses a connection for more than one request, and for a request that is alone one of its own', async () => {
  const port = await listen(false)
  const by = await proxy()
  const road = roadBy(`PROXY 127.0.0.1:${by.port}`)
  const address = { url: `http://farline.test:${port}`, certificate: null }
  for (let time = 0; time < 3; time++) {
    const [answer] = (await once(request(address.url, road.through(address)).end(), 'response')) as [IncomingMessage]
    await once(answer.resume(), 'end')
    // The connection is free a moment after the end was told of.
    await new Promise(setImmediate)
  }
  expect(by.asked).toHaveLength(1)
  for (let time = 0; time < 2; time++) expect(await requestServer(road, address, get)).toMatchObject({ status: 200 })
  expect(by.asked).toHaveLength(3)
  expect(straightRoad().problem()).toBeNull()
})
