import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { openSocket, refusedStatus } from '../testing/socket-client.ts'
import { testDevice } from '../testing/test-device.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { fillWorkplace, giveCredentials, password } from '../testing/workplace.ts'

describe.each(engines)('the server’s HTTP on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'lea')
    server = await startTestServer(test.database)
  })
  afterAll(async () => {
    await server.stop()
    await test.close()
    await engine.stop()
  })

  it('says who it is and where to look further', async () => {
    const answer = await server.get('/')
    expect(answer.status).toBe(200)
    const { name, links } = (await answer.json()) as { name: string; links: Record<string, string> }
    expect(name).toBe('Farline server')
    for (const link of Object.values(links)) expect((await server.get(link)).status, link).toBe(200)
  })

  it('measures itself', async () => {
    const text = await (await server.get('/metrics')).text()
    for (const name of [
      'farline_feed_head',
      'farline_outbox_entries',
      'farline_sync_sockets',
      'farline_chat_sockets',
      'farline_http_request_seconds_count',
    ]) {
      expect(text).toContain(name)
    }
  })

  it('answers every request with headers that keep a browser from using it as a page', async () => {
    for (const path of ['/', '/nothing-here', '/sync/feed']) {
      const { headers } = await server.get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  it('refuses in JSON, with a kind', async () => {
    const { device } = testDevice('laptop')
    const refusals = await Promise.all([
      server.get('/nothing-here'),
      server.post('/auth/sign-in', { email: 'ana@example.org' }),
      server.post('/auth/sign-in', { email: 'ana@example.org', password, device, more: 1 }),
      fetch(`${server.url}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{broken',
      }),
      fetch(`${server.url}/auth/sign-in`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello' }),
      server.post('/auth/sign-in', { email: 'x'.repeat(100_000), password, device }),
      server.get('/sync/feed?epoch=x&after=0'),
      server.get('/shop/../../package.json'),
      server.get('/shop/%2e%2e/%2e%2e/package.json'),
    ])
    expect(refusals.map(({ status }) => status)).toEqual([404, 400, 400, 400, 400, 413, 401, 404, 404])
    for (const refusal of refusals)
      expect(await refusal.json()).toMatchObject({ kind: expect.stringMatching(/^[a-z]+\/[a-z-]+$/) as unknown })
  })

  it('opens no WebSocket without a session, and none elsewhere', async () => {
    expect(await refusedStatus(`${server.url}/sync`)).toBe(401)
    expect(await refusedStatus(`${server.url}/sync`, { authorization: 'Bearer ' + 'x'.repeat(43) })).toBe(401)
    expect(await refusedStatus(`${server.url}/elsewhere`)).toBe(404)
    expect(await refusedStatus(`${server.url}//`)).toBe(404)
  })

  it('closes a line that does not speak the protocol', async () => {
    const { accessToken: token, replicaId } = await server.signIn('ana', 'hostile')
    const hello = { frame: 'hello', protocol: 1, replicaId, logId: 'log' }
    const openings: [unknown, string][] = [
      ['no json', 'protocol'],
      [{ frame: 'nothing' }, 'protocol'],
      [{ ...hello, protocol: 999 }, 'protocol'],
      [{ ...hello, replicaId: 'another-desk' }, 'signed-out'],
      [{ frame: 'commands', commands: [{}] }, 'protocol'],
    ]
    for (const [frame, reason] of openings) {
      const line = await openSocket(`${server.url}/sync`, { authorization: `Bearer ${token}` })
      line.send(frame)
      expect(await line.next('goodbye')).toMatchObject({ reason })
      await line.closed
    }
  })

  it('sends a snapshot and pages of the feed to whoever is signed in', async () => {
    const { accessToken: token } = await server.signIn('ana', 'reader')
    const lines = (await (await server.get('/sync/snapshot', token)).text()).trimEnd().split('\n')
    const { epoch, seq } = JSON.parse(lines[0] ?? '') as { epoch: string; seq: number }
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ end: lines.length - 2 })
    const page = await server.get(`/sync/feed?epoch=${epoch}&after=${seq}&limit=10`, token)
    expect(await page.json()).toEqual({ epoch, from: seq, to: seq, entries: [] })
    for (const query of [`epoch=other&after=${seq}`, `epoch=${epoch}&after=${seq + 1_000}`]) {
      const moved = await server.get(`/sync/feed?${query}`, token)
      expect([moved.status, await moved.json()]).toEqual([409, { epoch }])
    }
    for (const query of [
      'after=0',
      `epoch=${epoch}&after=-1`,
      `epoch=${epoch}&after=x`,
      `epoch=${epoch}&after=0&limit=0`,
    ]) {
      expect((await server.get(`/sync/feed?${query}`, token)).status).toBe(400)
    }
  })

  it('shows the demonstration shop', async () => {
    const shop = await server.get('/shop/')
    expect(shop.status).toBe(200)
    expect(shop.headers.get('content-type')).toContain('text/html')
  })
})
