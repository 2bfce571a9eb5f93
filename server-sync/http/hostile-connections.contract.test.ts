import { once } from 'node:events'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { fillWorkplace, giveCredentials } from '../testing/workplace.ts'
import { httpPatience } from './http-patience.ts'

/** For those who are slow on purpose; everybody else is asked at a server that has time for a busy computer. */
const hasty = { ...httpPatience, headersMs: 300, requestMs: 600, checkEveryMs: 50 }

/** The longest that a ping may be: it comes back as long. */
const longPing = (socket: WebSocket) => socket.ping('x'.repeat(125))

describe.each(engines)('the server against hostile connections, on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  let hastyServer: TestServer
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana')
    server = await startTestServer(test.database)
    hastyServer = await startTestServer(test.database, { patience: hasty })
  })
  afterAll(async () => {
    await hastyServer.stop()
    await server.stop()
    await test.close()
    await engine.stop()
  })

  /** Each address of 127.0.0.0/8 is this computer: strangers need not share one with honest people. */
  const stranger = '127.6.6.6'
  const open = (localAddress = stranger, at = server) => {
    const socket = net.connect({ port: Number(new URL(at.url).port), host: '127.0.0.1', localAddress })
    socket.on('error', () => undefined)
    return socket
  }

  async function heardFrom(socket: net.Socket): Promise<string> {
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk) => void (text += String(chunk)))
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve))
    return text
  }

  const kindIn = (text: string) => (JSON.parse(text.split('\r\n\r\n')[1] ?? 'null') as { kind?: string } | null)?.kind

  const isResponsive = async () => (await server.get('/health')).status === 200

  it('ends headers that never come, one byte at a time, and says why', async () => {
    const socket = open(stranger, hastyServer)
    const drip = setInterval(() => socket.write('x'), 30)
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')
    const text = await heardFrom(socket)
    clearInterval(drip)
    expect(kindIn(text)).toBe('http/too-slow')
  })

  it('ends a body that never comes, and says why', async () => {
    const socket = open(stranger, hastyServer)
    socket.write(
      'POST /auth/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
    )
    const drip = setInterval(() => socket.write('{'), 30)
    const text = await heardFrom(socket)
    clearInterval(drip)
    expect(kindIn(text)).toBe('http/too-slow')
  })

  it('ends a connection that says nothing', async () => {
    expect(kindIn(await heardFrom(open(stranger, hastyServer)))).toBe('http/too-slow')
  })

  it('refuses headers that are too large, and says why', async () => {
    const socket = open()
    socket.write(`GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(kindIn(await heardFrom(socket))).toBe('http/too-large')
  })

  it('refuses what is no request and what has no address, and says why', async () => {
    for (const request of ['BREW / HTTP/1.1\r\n\r\n', 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n']) {
      const socket = open()
      socket.write(request)
      expect(kindIn(await heardFrom(socket)), request).toBe('http/bad-request')
    }
  })

  it('lets a refused upgrade go, whatever else was sent with it', async () => {
    const socket = open()
    socket.write(
      `GET /elsewhere HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${'x'.repeat(100_000)}`,
    )
    await heardFrom(socket)
    expect(socket.destroyed).toBe(true)
  })

  it('answers others while 1,000 connections say nothing, and one address cannot have all of them', async () => {
    const patient = await startTestServer(test.database, {
      patience: { ...httpPatience, connectionsPerAddress: 1_000 },
    })
    const isAnswering = async () => (await patient.get('/health')).status === 200
    const idle = Array.from({ length: 1_000 }, () => open('127.7.7.7', patient))
    for (const socket of idle) if (socket.connecting) await once(socket, 'connect')
    expect(await isAnswering()).toBe(true)
    const more = Array.from({ length: 20 }, () => open('127.7.7.7', patient))
    const refused = (await Promise.all(more.map(heardFrom))).map(kindIn)
    expect(new Set(refused)).toEqual(new Set(['http/too-many-connections']))
    expect(await isAnswering()).toBe(true)
    for (const socket of idle) socket.destroy()
    await patient.stop()
  })

  it('lets go of those who ask and never read, once nothing has moved for a while', async () => {
    const impatient = await startTestServer(test.database, { patience: { ...httpPatience, silenceMs: 300 } })
    const socket = open(stranger, impatient)
    socket.pause()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    // As much as the system takes: what it keeps of a connection may be tens of megabytes, and nothing stands still before.
    const requests = 'GET /shop/shop-words.js HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2_000)
    const ask = () => {
      while (!socket.destroyed && socket.write(requests));
    }
    socket.on('drain', ask)
    ask()
    await closed
    expect((await impatient.get('/health')).status).toBe(200)
    await impatient.stop()
  })

  it.each([
    // Its own pings alone would need a million to fill what the system keeps.
    [
      'a desk that asks and asks',
      'desk',
      (socket: WebSocket, n: number) => (n % 10 === 0 ? socket.send(`{"frame":"ping","n":${n}}`) : longPing(socket)),
    ],
    ['a customer who pings and pings', 'chat', longPing],
  ] as const)(
    'cuts off %s and never reads, before it costs memory',
    async (_who, kind, say) => {
      const { line } =
        kind === 'chat' ? await server.chat({}) : await server.desk(await server.signIn('ana', 'never-reads'))
      const raw = (line.socket as unknown as { _socket: net.Socket })._socket
      raw.pause()
      raw.once('error', () => line.socket.terminate())
      const cut = new Promise((resolve) => line.socket.once('close', resolve))
      const before = process.memoryUsage.rss()
      // Many times what the server keeps for one who does not read, and more than the system keeps for both of them.
      const sendsMax = 1_500_000
      let areOthersServed = true
      for (let sent = 0; line.socket.readyState === WebSocket.OPEN && sent < sendsMax; sent += 200) {
        for (let each = 0; each < 200; each++) say(line.socket, each)
        await new Promise(setImmediate)
        if (sent % 20_000 === 0) areOthersServed &&= await isResponsive()
      }
      raw.resume()
      await cut
      expect(areOthersServed).toBe(true)
      expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024)
      expect(await isResponsive()).toBe(true)
    },
    120_000,
  )

  it('closes a chat that floods with frames just under the limit, and says so with 1008', async () => {
    const { line } = await server.chat({})
    const text = JSON.stringify({
      frame: 'send',
      messageId: '00000000-0000-4000-8000-000000000001',
      text: 'x'.repeat(60_000),
    })
    for (let count = 0; count < 400; count++) line.send(text)
    expect(await line.closed).toBe(1008)
    expect(await isResponsive()).toBe(true)
  })

  it('takes a replayed chat message and a replayed command once', async () => {
    const { line } = await server.chat({})
    const message = { frame: 'send', messageId: '00000000-0000-4000-8000-00000000000a', text: 'once' }
    for (let count = 0; count < 5; count++) line.send(message)
    const receipts = []
    for (let count = 0; count < 5; count++) receipts.push(await line.next('receipt'))
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(1)
    await line.close()

    const signedIn = await server.signIn('ana', 'replays')
    const desk = await server.desk(signedIn, 'log-replayed')
    const command = {
      id: 'command-replayed',
      replicaId: signedIn.replicaId,
      logId: 'log-replayed',
      deviceSeq: 1,
      type: 'note.add',
      version: 1,
      args: { noteId: 'note-replayed', conversationId: 'conversation-a', text: 'once', language: 'en' },
      basedOn: {},
      issuedAt: 1,
    }
    const outcomes = []
    for (let count = 0; count < 3; count++) {
      desk.line.send({ frame: 'commands', commands: [command] })
      outcomes.push((await desk.line.next('outcomes'))['outcomes'])
    }
    expect(outcomes.flat().map((outcome) => (outcome as { outcome: string }).outcome)).toEqual([
      'applied',
      'duplicate',
      'duplicate',
    ])
    expect(await test.database.query(`SELECT id FROM timeline WHERE id = 'note-replayed'`)).toHaveLength(1)
    await desk.line.close()
  })
})
