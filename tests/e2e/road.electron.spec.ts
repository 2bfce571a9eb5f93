import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type ConnectProxy, startConnectProxy } from '../../src-main/testing/connect-proxy.ts'
import { type DemoServer, startDemoServer } from './support/demo-server.ts'
import { openElectronDesk } from './support/electron-desk.ts'
import { Workstation } from './support/workstation.ts'

let server: DemoServer
let port: string

test.beforeAll(async () => {
  server = await startDemoServer()
  port = new URL(server.url).port
})

test.afterAll(() => server.remove())

/** A name that only the proxy knows: whoever gets there has gone through it. */
const hidden = 'desk.farline.test'

async function openBehind(switches: readonly string[]) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-road-'))
  const serverUrl = `http://${hidden}:${port}`
  const desk = await openElectronDesk({ serverUrl, dataDir, signIn: server.signIn, switches })
  return {
    agent: new Workstation(desk.window),
    async close() {
      await desk.app.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function worksThrough(proxy: ConnectProxy, agent: Workstation) {
  await agent.isReady()
  await agent.isSynced()
  // Nothing but the server: no dictionary, no update, no greeting to anybody.
  expect(new Set(proxy.asked)).toEqual(new Set([`${hidden}:${port}`]))
  // The rows of the demonstration, and more than a greeting.
  expect(proxy.bytes()).toBeGreaterThan(20_000)
}

test('a desk works through the proxy of its network, says when that is down, and comes back with it', async () => {
  const proxy = await startConnectProxy()
  const { agent, close } = await openBehind([`--proxy-server=127.0.0.1:${proxy.port}`])
  await worksThrough(proxy, agent)
  await proxy.stop()
  await expect(agent.page.locator('[data-sync]')).toHaveAttribute('data-sync', 'server-unreachable')
  await agent.openConnection()
  await expect(agent.page.getByText('This network’s proxy does not answer.')).toBeVisible()
  const again = await startConnectProxy({ port: proxy.port })
  await expect(agent.page.locator('[data-sync]')).toHaveAttribute('data-sync', 'online', { timeout: 40_000 })
  await close()
  await again.stop()
})

test('a desk finds its way by a proxy script', async () => {
  const proxy = await startConnectProxy({
    script: (at) => `function FindProxyForURL(url, host) {
      return host === '${hidden}' ? 'PROXY 127.0.0.1:9; PROXY 127.0.0.1:${at}' : 'DIRECT'
    }`,
  })
  const { agent, close } = await openBehind([`--proxy-pac-url=http://127.0.0.1:${proxy.port}/proxy.pac`])
  await worksThrough(proxy, agent)
  await close()
  await proxy.stop()
})
