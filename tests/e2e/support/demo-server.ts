import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DeskPolicy, signInReplySchema } from '#shared/sync/auth-protocol.ts'
import { demoSignIns } from '../../../server-sync/demo/sign-ins.ts'
import { type ServerProcess, startServerProcess } from '../../../server-sync/testing/server-process.ts'
import { testDevice } from '../../../server-sync/testing/test-device.ts'
import { layDemonstration } from './demo-template.ts'
import { freePorts } from './launcher.ts'

/** The server alone, with the demonstration, to be killed and started again on the same data and port. */
export interface DemoServer {
  readonly url: string
  readonly shopUrl: string
  readonly signIn: { readonly email: string; readonly password: string }
  /** As a power cut would: it does not get to say goodbye. */
  kill(): Promise<void>
  start(): Promise<void>
  /** What the organisation asks of its desks, changed. */
  askOfDesks(change: Partial<DeskPolicy>): Promise<void>
  /** IT has what this agent left on computers erased, wherever that is. */
  wipe(email: string): Promise<void>
  /** What computers have said of it. */
  receipts(): Promise<readonly object[]>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** @param database a connection string of PostgreSQL; without one it is PGlite */
export async function startDemoServer(database?: string): Promise<DemoServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-server-'))
  if (!database) await layDemonstration(dataDir)
  const port = await freePorts(1)
  let running: ServerProcess | undefined
  async function end(signal: NodeJS.Signals) {
    running?.kill(signal)
    await running?.exited
    running = undefined
  }
  const server: DemoServer = {
    url: `http://127.0.0.1:${port}`,
    shopUrl: `http://127.0.0.1:${port}/shop/`,
    signIn: { email: 'amara@meridian.example', password: 'demo password' },
    kill: () => end('SIGKILL'),
    async start() {
      const store = database ? ['--database-url', database] : []
      running = startServerProcess('--port', `${port}`, '--data', dataDir, '--demo', ...store)
      await running.logged('listening')
    },
    async askOfDesks(change) {
      const headers = { 'content-type': 'application/json', 'x-farline-admin': '1', origin: server.url }
      const { email } = demoSignIns.admin
      const body = JSON.stringify({ email, password: server.signIn.password })
      const entered = await fetch(`${server.url}/admin/api/sign-in`, { method: 'POST', headers, body })
      const cookie = entered.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ')
      const address = `${server.url}/admin/api/desk-policy`
      const policy = (await (await fetch(address, { headers: { cookie } })).json()) as DeskPolicy
      const changed = await fetch(address, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify({ ...policy, ...change }),
      })
      if (!changed.ok) throw new Error(`the policy was not changed: ${changed.status} ${await changed.text()}`)
    },
    async wipe(email) {
      const ask = await asAdmin()
      const agentId = `agent-${email.split('@')[0]}`
      for (const { installationId, agents } of await devices(ask)) {
        if (!agents.some(({ id }) => id === agentId)) continue
        await ask('/admin/api/devices/wipe', { installationId, agentId })
      }
    },
    async receipts() {
      const known = await devices(await asAdmin())
      return known.flatMap(({ wipes }) => wipes.flatMap(({ receipt }) => (receipt ? [receipt] : [])))
    },
    async remove() {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  await server.start()
  return server

  async function asAdmin(): Promise<(path: string, body?: object) => Promise<unknown>> {
    const request = async (address: string, body?: object, token?: string) => {
      const response = await fetch(server.url + address, {
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      })
      if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
      return response.json() as Promise<unknown>
    }
    const { email } = demoSignIns.admin
    const signIn = { email, password: server.signIn.password, device: testDevice('office of IT').device }
    const { accessToken } = signInReplySchema.parse(await request('/auth/sign-in', signIn))
    return (address, body) => request(address, body, accessToken)
  }

  async function devices(ask: Awaited<ReturnType<typeof asAdmin>>): Promise<readonly KnownDevice[]> {
    return ((await ask('/admin/api/devices')) as { devices: readonly KnownDevice[] }).devices
  }
}

interface KnownDevice {
  readonly installationId: string
  readonly agents: readonly { readonly id: string }[]
  readonly wipes: readonly { readonly receipt: object | null }[]
}
