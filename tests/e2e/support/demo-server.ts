import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ServerProcess, startServerProcess } from '../../../server-sync/testing/server-process.ts'
import { freePorts } from './launcher.ts'

/** The server alone, with the demonstration, to be killed and started again on the same data and port. */
export interface DemoServer {
  readonly url: string
  readonly shopUrl: string
  readonly signIn: { readonly email: string; readonly password: string }
  /** As a power cut would: it does not get to say goodbye. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** @param database a connection string of PostgreSQL; without one it is PGlite */
export async function startDemoServer(database?: string): Promise<DemoServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-server-'))
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
    async remove() {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}
