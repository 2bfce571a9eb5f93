import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { request as requestHttp } from 'node:http'
import { type AddressInfo, type Server, createConnection } from 'node:net'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { startTestWorkstation } from '../../testing/test-workstation.ts'
import { startSyncServer } from '../../testing/sync-server.ts'
import { until } from '../../testing/until.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import { inUseElsewhereCode } from '#shared/rpc/in-use-elsewhere.ts'
import { notLetInCode } from '#shared/rpc/not-let-in.ts'
import { handOver } from './running-host.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** Unlike `fetch`, sends any Host and any path as they are. */
function get(origin: string, target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = new URL(origin)
  return new Promise((resolve, reject) => {
    requestHttp({ host: '127.0.0.1', port, path: target, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', reject)
      .end()
  })
}

async function enter(entryUrl: string): Promise<string> {
  const { origin, pathname, search } = new URL(entryUrl)
  const answer = await get(origin, pathname + search)
  expect(answer).toMatchObject({ status: 303, headers: { location: '/' } })
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

/** `open`: whoever is there answers. Otherwise how it was refused, or closed at once. */
function connect(origin: string, target: string, headers: Record<string, string>): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(origin.replace('http', 'ws') + target, { headers })
    socket.on('open', () => socket.ping())
    socket.on('pong', () => {
      resolve('open')
      socket.terminate()
    })
    socket.on('close', resolve)
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', () => undefined)
  })
}

/** Node's own word for it: said before the server takes its first connection. */
const listening = 'tracing:net.server.listen:asyncEnd'

describe('the browser host', () => {
  it('lets a browser in with the printed link, once', async () => {
    const { host } = await startTestWorkstation()
    const { origin, pathname, search } = new URL(host.entryUrl)
    const first = await get(origin, pathname + search)
    const cookie = String(first.headers['set-cookie'])
    expect(cookie).toMatch(/^farline_agent=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/)
    const second = await get(origin, pathname + search)
    expect(second.status).toBe(403)
    expect(second.body.toString()).toContain('used already')
    expect(second.headers['set-cookie']).toBeUndefined()
    // Whoever is in already is simply led home, as when the link is opened again from the terminal.
    expect(await get(origin, pathname + search, { cookie: cookie.split(';')[0]! })).toMatchObject({ status: 303 })
    expect(await get(origin, '/open?t=')).toMatchObject({ status: 403 })
    expect(await get(origin, '/open?t=guess')).toMatchObject({ status: 403 })
  })

  it('says in one sentence how to get in, and shows nothing without it', async () => {
    const { host } = await startTestWorkstation()
    for (const target of ['/', '/index.html', '/assets/main-abc.js', '/sync/snapshot', '/nothing']) {
      const answer = await get(host.origin, target)
      expect(answer.status).toBe(401)
      expect(answer.body.toString()).toMatch(/^This workstation opens only with the link/)
    }
    expect(await get(host.origin, '/', { cookie: 'farline_agent=wrong; farline_lead=wrong' })).toMatchObject({
      status: 401,
    })
  })

  it('keeps a browser signed in when the workstation restarts, by a hash of its cookie', async () => {
    const dataDir = await tempFolder()
    const first = await startTestWorkstation({ dataDir })
    const cookie = await enter(first.host.entryUrl)
    await first.stop()
    const kept = await readFile(path.join(dataDir, 'browser-sessions.json'), 'utf8')
    expect(kept).not.toContain(cookie.split('=')[1])
    expect((await stat(path.join(dataDir, 'browser-sessions.json'))).mode & 0o777).toBe(0o600)
    const second = await startTestWorkstation({ dataDir })
    expect(await get(second.host.origin, '/', { cookie })).toMatchObject({ status: 200 })
  })

  it('answers 421 to any other host name', async () => {
    const { host } = await startTestWorkstation()
    const cookie = await enter(host.entryUrl)
    const { port } = new URL(host.origin)
    for (const other of [
      'evil.test',
      `evil.test:${port}`,
      `localhost:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port}.evil.test`,
    ]) {
      expect(await get(host.origin, '/', { host: other, cookie })).toMatchObject({ status: 421 })
    }
  })

  it('opens its sockets only to its own pages, with their cookie', async () => {
    const { host } = await startTestWorkstation()
    const cookie = await enter(host.entryUrl)
    const { origin } = host
    const { port } = new URL(origin)
    for (const target of ['/rpc', '/replica']) {
      expect(await connect(origin, target, { origin, cookie })).toBe('open')
      expect(await connect(origin, target, { origin })).toBe(notLetInCode)
      expect(await connect(origin, target, { cookie })).toBe(403)
      expect(await connect(origin, target, { origin: 'http://evil.test', cookie })).toBe(403)
      expect(await connect(origin, target, { origin: `http://localhost:${port}`, cookie })).toBe(403)
      expect(await connect(origin, target, { origin: 'null', cookie })).toBe(403)
      expect(await connect(origin, target, { origin, cookie, host: 'evil.test' })).toBe(403)
      expect(await connect(origin, target, { origin, cookie: cookie.replace('agent', 'lead') })).toBe(notLetInCode)
      expect(await connect(origin, target, { origin, cookie: 'farline_agent=wrong' })).toBe(notLetInCode)
    }
    expect(await connect(origin, '/elsewhere', { origin })).toBe(403)
    expect(await connect(origin, '/elsewhere', { origin, cookie })).toBe(403)
    expect(await connect(origin, '/rpc?x', { origin, cookie })).toBe(403)
  })

  it('survives peers that reset, send too much or send nonsense', async () => {
    const { host } = await startTestWorkstation()
    const cookie = await enter(host.entryUrl)
    const { origin } = host
    const wild = createConnection({ host: '127.0.0.1', port: Number(new URL(origin).port) })
    wild.write(
      `GET /rpc HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    wild.resetAndDestroy()
    const [nonsense, tooBig] = [1008, 1009]
    for (const [message, code] of [
      [Buffer.from('{'), nonsense],
      ['no frame of ours', nonsense],
      ['', nonsense],
      [Buffer.alloc(2_000_000), tooBig],
    ] as const) {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { origin, cookie } })
      await new Promise((resolve) => socket.once('open', resolve))
      socket.send(message)
      expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(code)
    }
    expect(await get(origin, '/', { cookie })).toMatchObject({ status: 200 })
  })

  it('serves what was built and nothing above it', async () => {
    const { host } = await startTestWorkstation()
    const cookie = await enter(host.entryUrl)
    expect((await get(host.origin, '/', { cookie })).body.toString()).toContain('<title>Farline')
    expect(await get(host.origin, '/assets/main-abc.js', { cookie })).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'private, max-age=31536000, immutable',
      },
    })
    for (const target of [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/secret.txt',
      '/assets/../../secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '//etc/passwd',
      '/secret.txt',
      '/assets',
      '/index.html%00.js',
    ]) {
      expect([target, (await get(host.origin, target, { cookie })).status]).toEqual([target, 404])
    }
    expect(await get(host.origin, '/', { cookie }, 'POST')).toMatchObject({ status: 405 })
  })

  it('sends a strict policy with pages and with scripts, since a worker obeys its own', async () => {
    const { host } = await startTestWorkstation()
    const cookie = await enter(host.entryUrl)
    for (const target of ['/', '/assets/main-abc.js']) {
      const { headers } = await get(host.origin, target, { cookie })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self';")
      expect(policy).toContain(`connect-src 'self' ${host.origin.replace('http', 'ws')};`)
      expect(policy).toContain("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      })
    }
    expect((await get(host.origin, '/', { cookie })).headers['cache-control']).toBe('no-store')
  })

  it("passes the server's rows on to the worker, compressed as they come, with the token that pages never see", async () => {
    const server = await startSyncServer()
    const { host, workstation } = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const cookie = await enter(host.entryUrl)
    const rows = '{"epoch":"epoch-1","seq":7}\n{"end":0}\n'
    server.serve('/sync/feed', rows, { 'content-type': 'application/json' })
    const plain = await get(host.origin, '/sync/feed?after=7&limit=10', { cookie })
    expect([plain.status, plain.body.toString(), plain.headers['cache-control']]).toEqual([200, rows, 'no-store'])
    expect(server.requests.at(-1)).toMatchObject({
      url: '/sync/feed?after=7&limit=10',
      authorization: 'Bearer token-1-long-enough-to-pass',
    })
    server.serve('/sync/snapshot', gzipSync(rows), {
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
    })
    const squeezed = await get(host.origin, '/sync/snapshot', { cookie, 'accept-encoding': 'gzip' })
    expect(squeezed.headers['content-encoding']).toBe('gzip')
    expect(squeezed.body).toEqual(gzipSync(rows))
    expect(await get(host.origin, '/sync/other', { cookie })).toMatchObject({ status: 404 })

    server.revokeToken()
    expect(await get(host.origin, '/sync/feed', { cookie })).toMatchObject({ status: 401 })
    // The token may only have run out: whether the session has ended too is asked first.
    await until(workstation.session.state, ({ state }) => state === 'signed-out')
    expect(workstation.session.state.get()).toEqual({ state: 'signed-out', problem: 'session/ended-by-server' })
    await server.stop()
  })

  it('shows one browser profile at a time: the one in which a person opened it last', async () => {
    const { host, dataDir } = await startTestWorkstation()
    const first = await enter(host.entryUrl)
    const again = await handOver(dataDir, { place: { kind: 'main' } })
    const second = await enter(again ?? '')
    const { origin } = host
    const line = (cookie: string) =>
      new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { origin, cookie } })
    const ending = (socket: WebSocket) => new Promise((resolve) => socket.once('close', resolve))

    await get(origin, '/', { cookie: first })
    const open = line(first)
    await new Promise((resolve) => open.once('open', resolve))
    // To look at what says that it is used elsewhere takes nothing over; nor does a script or what is only looked up.
    await get(origin, '/assets/main-abc.js', { cookie: second })
    await get(origin, '/', { cookie: second }, 'HEAD')
    expect(open.readyState).toBe(WebSocket.OPEN)

    const ended = ending(open)
    await get(origin, '/', { cookie: second })
    expect(await ended).toBe(inUseElsewhereCode)
    expect(await ending(line(first))).toBe(inUseElsewhereCode)
    const taken = line(second)
    await new Promise((resolve) => taken.once('open', resolve))

    const endedAgain = ending(taken)
    await get(origin, '/', { cookie: first })
    expect(await endedAgain).toBe(inUseElsewhereCode)
  })

  it('lets a second start of itself in, at the place that it was asked for', async () => {
    const { host, logged, dataDir } = await startTestWorkstation()
    const url = new URL((await handOver(dataDir, { place: { kind: 'conversation', conversationId: 'c-9' } })) ?? '')
    expect(url.origin).toBe(host.origin)
    expect(logged).toContainEqual({ event: 'entry', url: url.href })
    expect(await get(host.origin, url.pathname + url.search)).toMatchObject({
      status: 303,
      headers: { location: '/?conversation=c-9' },
    })
    // The link of the first start still works, once.
    await enter(host.entryUrl)
    expect((await stat(path.join(dataDir, 'running.json'))).mode & 0o777).toBe(0o600)
  })

  it('hands over to nobody who cannot read its files, to no page, and to no other place', async () => {
    const { host, dataDir } = await startTestWorkstation()
    const { secret } = JSON.parse(await readFile(path.join(dataDir, 'running.json'), 'utf8')) as {
      secret: string
    }
    const ask = (headers: Record<string, string>, body: string) =>
      fetch(`${host.origin}/hand-over`, { method: 'POST', headers, body })
    const authorization = `Bearer ${secret}`
    const wish = JSON.stringify({ place: { kind: 'main' } })
    expect((await ask({ authorization }, wish)).status).toBe(200)
    expect((await ask({}, wish)).status).toBe(403)
    expect((await ask({ authorization: `Bearer ${'x'.repeat(43)}` }, wish)).status).toBe(403)
    expect((await ask({ authorization, origin: host.origin }, wish)).status).toBe(403)
    for (const wrong of [
      '',
      '{',
      '{"place":{"kind":"elsewhere"}}',
      '{"place":{"kind":"main","x":1}}',
      'x'.repeat(5_000),
    ])
      expect((await ask({ authorization }, wrong)).status).toBe(400)
  })

  it('leaves no word behind of how it could be reached', async () => {
    const { dataDir, stop } = await startTestWorkstation()
    await stop()
    expect(await handOver(dataDir, { place: { kind: 'main' } })).toBeNull()
    await expect(stat(path.join(dataDir, 'running.json'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('answers whoever connects the very moment that its port is there', async () => {
    const answers: Promise<'open' | number>[] = []
    const connectAtOnce = (message: unknown) => {
      const { port } = (message as { server: Server }).server.address() as AddressInfo
      const origin = `http://127.0.0.1:${port}`
      answers.push(
        connect(origin, '/rpc', {}),
        connect(origin, '/replica', {}),
        get(origin, '/').then((it) => it.status),
      )
    }
    subscribe(listening, connectAtOnce)
    onTestFinished(() => void unsubscribe(listening, connectAtOnce))
    await startTestWorkstation()
    expect(await Promise.all(answers)).toEqual([403, 403, 401])
  })

  it('says which option to change when its port is taken, and when nothing was built', async () => {
    const { host } = await startTestWorkstation()
    const port = Number(new URL(host.origin).port)
    await expect(startTestWorkstation({ port })).rejects.toMatchObject({ problem: 'workstation/port-in-use' })
    const empty = path.join(await tempFolder(), 'renderer')
    await mkdir(empty)
    await writeFile(path.join(empty, 'readme.txt'), '')
    await expect(startTestWorkstation({ rendererDir: empty })).rejects.toMatchObject({
      problem: 'workstation/renderer-missing',
    })
  })
})
