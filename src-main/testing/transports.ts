import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ReplicaContract } from '#shared/rpc/replica-contract.ts'
import type { WorkstationContract } from '#shared/rpc/workstation-contract.ts'
import type { startTestWorkstation } from './test-workstation.ts'

type TestWorkstation = Awaited<ReturnType<typeof startTestWorkstation>>

interface Line<Client> {
  readonly client: Client
  /** As a window that closes or crashes. */
  cut(): void
}

/** How windows and the worker reach main: one way a host. */
export interface Transport {
  readonly name: string
  window(at: TestWorkstation): Promise<Line<ContractRouterClient<WorkstationContract>>>
  worker(at: TestWorkstation): Promise<Line<ContractRouterClient<ReplicaContract>>>
}

const overPort: Transport = {
  name: 'a MessagePort, as in Electron',
  window: async ({ workstation }) => connectPort(new PortHandler(workstation.router)),
  worker: async ({ workstation }) => connectPort(new PortHandler(workstation.replicaRouter)),
}

const overSocket: Transport = {
  name: 'a WebSocket, as in the browser host',
  window: (at) => connectSocket(at, '/rpc'),
  worker: (at) => connectSocket(at, '/replica'),
}

export const transports: readonly Transport[] = [overPort, overSocket]

function connectPort<Client>(handler: {
  upgrade(port: import('node:worker_threads').MessagePort): void
}): Line<Client> {
  const { port1, port2 } = new MessageChannel()
  handler.upgrade(port1)
  const client = createORPCClient(new PortLink({ port: port2 })) as Client
  port1.start()
  port2.start()
  const cut = () => port2.close()
  onTestFinished(cut)
  return { client, cut }
}

const cookies = new WeakMap<TestWorkstation, Promise<string>>()

async function connectSocket<Client>(at: TestWorkstation, path: string): Promise<Line<Client>> {
  const { host } = at
  const socket = new WebSocket(host.origin.replace('http', 'ws') + path, {
    headers: { origin: host.origin, cookie: await cookieOf(at) },
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const cut = () => socket.terminate()
  onTestFinished(cut)
  return { client: createORPCClient(new SocketLink({ websocket: socket as never })) as Client, cut }
}

/** Of a browser that was let in. */
export function cookieOf(at: TestWorkstation): Promise<string> {
  const cookie = cookies.get(at) ?? enter(at.host.entryUrl)
  cookies.set(at, cookie)
  return cookie
}

async function enter(entryUrl: string): Promise<string> {
  const response = await fetch(entryUrl, { redirect: 'manual' })
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
