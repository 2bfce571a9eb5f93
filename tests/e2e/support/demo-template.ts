import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startServerProcess } from '../../../server-sync/testing/server-process.ts'

/** From the process that prepares a run to those that play it. */
const variable = 'FARLINE_E2E_DEMO'

/**
 * Before a run: the demonstration is written once. Nearly every test begins with it, and it is ten seconds of both cores.
 * @returns what removes it again
 */
export default async function prepareDemonstration(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-demo-'))
  const server = startServerProcess('--port', '0', '--data', folder, '--demo')
  await server.logged('listening')
  server.kill('SIGTERM')
  const { code } = await server.exited
  if (code !== 0) throw new Error(`the demonstration was not written: ${server.output()}`)
  process.env[variable] = folder
  return () => rm(folder, { recursive: true, force: true })
}

/** Into the data directory of a server that has not started yet. */
export async function layDemonstration(dataDir: string): Promise<void> {
  const folder = process.env[variable]
  // Whoever runs outside of Playwright has their server write its own.
  if (folder) await cp(folder, dataDir, { recursive: true })
}
