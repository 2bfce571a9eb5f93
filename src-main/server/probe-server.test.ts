import { type RequestListener, createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { testCertificate } from '../testing/test-certificate.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { createRouterClient } from '@orpc/server'
import { probeServer } from './probe-server.ts'
import { requestServer } from './request-server.ts'
import { straightRoad } from './road/road.ts'

const road = straightRoad()

async function listen(isTls: boolean, listener: RequestListener) {
  const server = isTls ? createTlsServer(testCertificate, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const farline: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ name: 'Farline server', version: '9.9.9' }))
}

it('says who answers on this very computer, where no certificate is needed', async () => {
  const port = await listen(false, farline)
  expect(await probeServer(` http://127.0.0.1:${port}/ `, road)).toMatchObject({
    ok: true,
    found: { url: `http://127.0.0.1:${port}`, version: '9.9.9', trust: 'this-computer', fingerprint: '' },
  })
})

it('shows the certificate that nobody vouches for, and trusts that one alone once a person does', async () => {
  const port = await listen(true, farline)
  const probed = await probeServer(`127.0.0.1:${port}`, road)
  expect(probed).toMatchObject({
    ok: true,
    found: {
      url: `https://127.0.0.1:${port}`,
      trust: 'unknown-certificate',
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      issuer: 'Farline tests, farline.test',
    },
  })
  if (!probed.ok) return
  const get = { method: 'GET', path: '/' } as const
  expect(await requestServer(road, probed.address, get)).toMatchObject({ status: 200 })
  expect(await requestServer(road, { ...probed.address, certificate: null }, get)).toBeNull()
})

it.each([
  ['ftp://example.org', 'BAD_ADDRESS'],
  ['https://user:secret@example.org', 'BAD_ADDRESS'],
  ['example.org/somewhere', 'BAD_ADDRESS'],
  ['not an address', 'BAD_ADDRESS'],
  ['http://example.org', 'NOT_ENCRYPTED'],
  ['http://127.0.0.1:9', 'UNREACHABLE'],
  ['https://127.0.0.1:9', 'UNREACHABLE'],
])('refuses %s with %s', async (typed, problem) => {
  expect(await probeServer(typed, road)).toEqual({ ok: false, problem })
})

it('tells another program from Farline', async () => {
  const port = await listen(false, (_request, response) => response.end('<title>router</title>'))
  expect(await probeServer(`http://127.0.0.1:${port}`, road)).toEqual({ ok: false, problem: 'NOT_FARLINE' })
})

it('a new workstation is told where its server is, keeps it, and does not take another certificate for it', async () => {
  const port = await listen(true, farline)
  const at = await startTestWorkstation({ serverUrl: null })
  const client = createRouterClient(at.workstation.router)
  expect(at.workstation.session.state.get()).toEqual({ state: 'no-server' })
  const found = await client.server.probe({ address: `127.0.0.1:${port}` })
  await expect(client.server.choose({ url: found.url, fingerprint: 'AB:CD' })).rejects.toMatchObject({
    code: 'CHANGED',
  })
  await client.server.choose({ url: found.url, fingerprint: found.fingerprint })
  expect(at.workstation.session.state.get()).toEqual({ state: 'signed-out', problem: null })
  await at.stop()
  const again = await startTestWorkstation({ serverUrl: null, dataDir: at.dataDir })
  expect((await createRouterClient(again.workstation.router).host.info()).serverUrl).toBe(found.url)
})
