import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { makeSetupCode } from '../admin/setup/setup-codes.ts'
import { AdminClient } from '../testing/admin-client.ts'
import { certificates } from '../testing/certificates.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { proxiesAt, startTestServer } from '../testing/test-server.ts'
import { rowsOf } from '../testing/workplace.ts'
import { readTls, watchTls } from './tls-files.ts'

const password = 'a long enough password'
const given = (code: string, name = 'Meridian') => ({
  code,
  organisation: name,
  brand: 'Northwind',
  languages: ['en'],
  name: 'Ade',
  email: `ade@${name.toLowerCase()}.example`,
  password,
})

describe.each(engines)('setting up an empty server, on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  beforeAll(async () => {
    engine = await start()
  }, 180_000)
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    return () => test.close()
  })

  it('wants the code that was printed, then makes organisation, brand and admin, and is closed for good', async () => {
    const server = await startTestServer(test.database)
    const client = new AdminClient(server.url)
    const code = await makeSetupCode(test.database, systemClock)
    const status = async (body: object) => (await client.post('/admin/api/setup', body)).status
    expect(await (await client.get('/admin/api/setup')).json()).toEqual({ isNeeded: true })
    expect(await status(given('aaaa-aaaa-aaaa-aaaa'))).toBe(401)
    expect(await status({ ...given(code), password: 'short' })).toBe(400)
    expect(await status({ ...given(code), email: 'nobody' })).toBe(409)
    expect(await rowsOf(test.database, 'directory')).toEqual([])
    expect(await status(given(code.toUpperCase()))).toBe(204)
    expect((await client.get('/admin/api/directory')).status).toBe(200)
    expect((await rowsOf(test.database, 'directory')).map(({ kind }) => kind).toSorted()).toEqual([
      'agent',
      'brand',
      'organisation',
    ])
    expect(await (await client.get('/admin/api/setup')).json()).toEqual({ isNeeded: false })
    expect(await status(given(code, 'Another'))).toBe(409)
    const signIn = await client.post('/admin/api/sign-in', { email: 'ade@meridian.example', password })
    expect(signIn.status).toBe(204)
    expect(JSON.stringify(await test.database.query('SELECT * FROM setup_code'))).toBe('[]')
    await server.stop()
  })

  it('happens once, also when two try at the same moment with codes of their own', async () => {
    const server = await startTestServer(test.database)
    const codes = [await makeSetupCode(test.database, systemClock), await makeSetupCode(test.database, systemClock)]
    const answers = await Promise.all(
      codes.map((code, index) => new AdminClient(server.url).post('/admin/api/setup', given(code, `Org${index}`))),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 409]))
    expect((await rowsOf(test.database, 'directory')).filter(({ kind }) => kind === 'organisation')).toHaveLength(1)
    await server.stop()
  })
})

describe('the way to the server', () => {
  let engine: Engine
  let test: TestDatabase
  let folder: string
  let files: { certFile: string; keyFile: string }
  beforeAll(async () => {
    engine = await engines[0].start()
    test = await engine.fresh()
    folder = await mkdtemp(path.join(os.tmpdir(), 'farline-tls-'))
    files = { certFile: path.join(folder, 'cert.pem'), keyFile: path.join(folder, 'key.pem') }
  }, 180_000)
  afterAll(async () => {
    await test.close()
    await engine.stop()
    await rm(folder, { recursive: true })
  })
  const put = async (name: 'one' | 'two') => {
    await writeFile(files.keyFile, certificates[name].key)
    await writeFile(files.certFile, certificates[name].cert)
  }

  it('is TLS 1.2 or newer, and a browser that came so never comes without', async () => {
    await put('one')
    const server = await startTestServer(test.database, { tls: files, isSecureOnly: true })
    expect(server.url).toMatch(/^https:/)
    const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      https
        .get(`${server.url}/`, { ca: certificates.one.cert }, (answer) => resolve(answer.resume().headers))
        .on('error', reject)
    })
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    const old = tls.connect({
      port: Number(new URL(server.url).port),
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      rejectUnauthorized: false,
      ciphers: 'DEFAULT:@SECLEVEL=0',
    })
    expect(
      await new Promise((resolve) =>
        old.once('error', () => resolve('refused')).once('secureConnect', () => resolve('open')),
      ),
    ).toBe('refused')
    await server.stop()
  })

  it('takes a renewed certificate while it runs, and keeps the old one when the new one is broken', async () => {
    await put('one')
    const read = await readTls(files)
    if (!read.ok) throw new Error(read.message)
    const server = tls.createServer(read.value, (socket) => socket.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const nameNow = () =>
      new Promise<string>((resolve, reject) => {
        const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          resolve(String(socket.getPeerCertificate().subject.CN))
          socket.end()
        })
        socket.on('error', reject)
      })
    let told: (word: string) => void = () => undefined
    const news = () => new Promise<string>((resolve) => (told = resolve))
    const stop = watchTls(files, {
      everyMs: 20,
      onChanged: (options) => {
        server.setSecureContext(options)
        told('renewed')
      },
      onRefused: () => told('refused'),
    })
    expect(await nameNow()).toBe('one.farline.example')
    const first = news()
    await writeFile(files.certFile, 'not a certificate')
    expect(await first).toBe('refused')
    expect(await nameNow()).toBe('one.farline.example')
    await put('two')
    while ((await news()) !== 'renewed');
    expect(await nameNow()).toBe('two.farline.example')
    stop()
    server.close()
  })

  it('is named in one sentence when its files cannot be used', async () => {
    expect(await readTls({ certFile: '/nowhere/c', keyFile: '/nowhere/k' })).toMatchObject({ problem: 'server/tls' })
    await writeFile(files.certFile, certificates.one.cert)
    await writeFile(files.keyFile, certificates.two.key)
    expect(await readTls(files)).toMatchObject({ problem: 'server/tls' })
  })

  it('answers through a reverse proxy that said so, and nobody who comes in clear text past it', async () => {
    const behind = await startTestServer(test.database, { proxies: proxiesAt('127.0.0.1'), isSecureOnly: true })
    const status = async (headers: Record<string, string>, where = '/') =>
      (await fetch(`${behind.url}${where}`, { headers })).status
    expect(await status({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' })).toBe(200)
    expect(await status({ 'x-forwarded-proto': 'http' })).toBe(403)
    expect(await status({})).toBe(403)
    expect(await status({}, '/health')).toBe(200)
    const secure = { 'x-forwarded-proto': 'https', origin: behind.url.replace('http:', 'https:') }
    const code = await makeSetupCode(test.database, systemClock)
    const answer = await new AdminClient(behind.url).post('/admin/api/setup', given(code), secure)
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/)
    await behind.stop()

    const elsewhere = await startTestServer(test.database, { proxies: proxiesAt('192.0.2.1'), isSecureOnly: true })
    expect((await fetch(`${elsewhere.url}/`, { headers: { 'x-forwarded-proto': 'https' } })).status).toBe(403)
    await elsewhere.stop()
  })
})
