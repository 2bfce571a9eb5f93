import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { agents } from '../../../server-sync/demo/content/directory/agents.ts'
import { startEmbeddedPostgres } from '../../postgres/start-embedded-postgres.ts'
import { startChromiumReplica } from '../desk/chromium-replica.ts'
import { type DeskLine, type Entry, createDeskLine, enter } from '../desk/desk-line.ts'
import { startNodeReplica } from '../desk/node-replica.ts'
import type { ReplicaHost } from '../desk/replica-host.ts'
import type { Floor } from '../faults/floor.ts'
import type { ShiftOptions } from '../parse-options.ts'
import { startFaultProxy } from '../proxy/fault-proxy.ts'
import { freePort } from './free-port.ts'
import { type Life, createLife } from './life.ts'

export interface OpenFloor extends Floor {
  readonly folder: string
  readonly desks: readonly FloorDesk[]
  readonly seats: readonly { readonly proxy: Floor['seats'][number]['proxy']; readonly customers: [] }[]
}

type FloorDesk = Floor['desks'][number] & { readonly name: string; readonly line: DeskLine }

interface Parts {
  readonly options: ShiftOptions
  readonly signal: AbortSignal
  say(line: string): void
  /** A process ended by itself, or could not be started again. */
  onTrouble(what: string): void
  /** What has to be ended or removed at the end, in the reverse order. */
  onClose(close: () => Promise<unknown>): void
}

/** Agents who serve both brands, so that each of them sees every customer. */
const staff = agents.filter(({ brands }) => brands.length === 2)

/** Starts the real parts and puts a stretch of network in front of each of the server's guests. */
export async function openFloor(parts: Parts): Promise<OpenFloor> {
  const { options, signal, say, onClose } = parts
  const folder = await mkdtemp(path.join(os.tmpdir(), 'farline-shift-'))
  const password = randomBytes(12).toString('hex')
  const postgres = options.database.engine === 'embedded' ? await startEmbeddedPostgres() : undefined
  if (postgres) onClose(() => postgres.stop())
  const databaseUrl = options.database.engine === 'given' ? options.database.url : postgres?.url

  say('Starting the server (it writes the demonstration first) …')
  const port = await freePort()
  const server = lifeOf(parts, folder, {
    name: 'server',
    args: [
      'server-sync/main.ts',
      ...['--port', `${port}`, '--data', path.join(folder, 'server'), '--demo'],
      ...(databaseUrl === undefined ? [] : ['--database-url', databaseUrl]),
    ],
    env: () => ({ FARLINE_DEMO_PASSWORD: password }),
  })
  await server.start()
  signal.throwIfAborted()

  say(options.agents === 1 ? 'Starting the workstation …' : `Starting ${options.agents} workstations …`)
  const desks = await Promise.all(
    Array.from({ length: options.agents }, (_, index) =>
      openDesk(parts, { index, folder, password, serverPort: port }),
    ),
  )
  const seats = await Promise.all(
    Array.from({ length: options.customers }, async (_, index) => ({
      proxy: await openProxy(parts, port, addressOf(2, index)),
      customers: [] as [],
    })),
  )
  return { folder, server, postgres, desks, seats }
}

export const removeFolder = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 })

interface Seat {
  readonly index: number
  readonly folder: string
  readonly password: string
  readonly serverPort: number
}

async function openDesk(parts: Parts, { index, folder, password, serverPort }: Seat): Promise<FloorDesk> {
  const { signal, onClose } = parts
  const id = staff[index % staff.length]?.id ?? ''
  const signIn = JSON.stringify({ email: `${id.split('-')[1]}@meridian.example`, password })
  const proxy = await openProxy(parts, serverPort, addressOf(1, index))
  const own = path.join(folder, `desk-${index + 1}`)
  let entry: Entry | undefined
  const workstation = lifeOf(parts, folder, {
    name: `desk-${index + 1}`,
    args: [
      'out/main/browser.js',
      ...['--server', `http://127.0.0.1:${proxy.port}`, '--data', own, '--key-file', path.join(own, 'device-key')],
      ...['--port', `${await freePort()}`, '--name', `shift-${index + 1}`],
    ],
    // Later lives go on with the session that the first one was given.
    env: () => ({ FARLINE_SIGN_IN: signIn }),
    onListening: async (url) => void (entry ??= await enter(url ?? '')),
  })
  await workstation.start()
  if (!entry) throw new Error('a workstation that listens has an address')
  const line = createDeskLine(entry, signal)
  onClose(async () => line.close())
  const replicaName = await signedInAs(line)
  const replica =
    index === 0
      ? await startChromiumReplica(entry, { replicaName, profile: path.join(folder, 'chromium'), signal })
      : await startNodeReplica(entry, replicaName)
  onClose(() => replica.stop())
  await isLoaded(replica)
  return { name: `desk ${index + 1} (${replica.kind})`, workstation, replica, proxy, line }
}

function signedInAs(line: DeskLine): Promise<string> {
  return line.ask(async (main) => {
    for await (const session of await main.session.watch()) {
      if (session.state === 'signed-in') return session.replicaName
    }
    throw new Error('a workstation did not sign in')
  })
}

async function isLoaded(replica: ReplicaHost): Promise<void> {
  const { client } = await replica.queries()
  for await (const { state } of await client.replica.watch()) if (state === 'ready') return
}

function lifeOf(
  { onTrouble, onClose }: Parts,
  folder: string,
  options: Pick<Parameters<typeof createLife>[0], 'name' | 'args' | 'env' | 'onListening'>,
): Life {
  const life = createLife({
    ...options,
    program: process.execPath,
    logs: path.join(folder, 'logs'),
    onEnded: (code) => onTrouble(`${options.name} ended by itself (exit code ${code ?? 'none'})`),
    onLost: (error) => onTrouble(`${options.name} could not be started again: ${(error as Error).message}`),
  })
  onClose(() => life.stop())
  return life
}

async function openProxy({ onClose }: Parts, targetPort: number, from: string | undefined) {
  const proxy = await startFaultProxy({ targetPort, from, random: Math.random })
  onClose(() => proxy.stop())
  return proxy
}

/** Each guest comes from an address of their own, as in real life; elsewhere than on Linux only one loopback address is there. */
function addressOf(kind: number, index: number): string | undefined {
  return process.platform === 'linux' ? `127.${kind}.${Math.floor(index / 250)}.${(index % 250) + 1}` : undefined
}
