import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { postgresBinaries } from './postgres-binaries.ts'

/** The user PostgreSQL runs as when we are root: it exists on every Linux and owns nothing. */
const nobody = 65534

export interface EmbeddedPostgres {
  /** A connection string of a superuser to an empty database. */
  url: string
  /** Ends it as a crash would, without a word to anybody, and starts it again on the same data, at the same address. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL on 127.0.0.1 with an empty cluster in the temporary folder; `stop` removes it again. For tests only:
 * nothing waits for the disk unless it has to be as slow as a real one (`isDurable`).
 */
export async function startEmbeddedPostgres({ isDurable = false } = {}): Promise<EmbeddedPostgres> {
  const isRoot = process.getuid?.() === 0
  const binaries = await postgresBinaries(isRoot)
  const home = await mkdtemp(path.join(os.tmpdir(), 'farline-pg-'))
  const removeHome = () => rm(home, { recursive: true, force: true })
  const run = (program: string, args: string[]) =>
    spawn(path.join(binaries, 'bin', program), args, {
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
      cwd: home,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  try {
    const password = randomBytes(16).toString('hex')
    const passwordFile = path.join(home, 'password')
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (isRoot) for (const file of [home, passwordFile]) await chown(file, nobody, nobody)

    const data = path.join(home, 'data')
    const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    await finished(run('initdb', [`--pgdata=${data}`, ...login, '--encoding=UTF8', '--locale=C', '--no-sync']))

    const port = await freePort()
    const network = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-p', String(port)]
    let server: Child | undefined
    let exited: Promise<unknown> = Promise.resolve()
    const start = async () => {
      const started = run('postgres', [
        '-D',
        data,
        ...network,
        '-c',
        `fsync=${isDurable ? 'on' : 'off'}`,
        '-c',
        'max_connections=300',
      ])
      server = started
      exited = once(started, 'exit')
      await Promise.race([ready(started), exited.then(() => Promise.reject(new Error('PostgreSQL did not start')))])
    }
    // SIGQUIT is PostgreSQL's "immediate" shutdown: it aborts. A test run that ends early must not leave a server behind.
    const abort = () => void server?.kill('SIGQUIT')
    process.once('exit', abort)
    await start()
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      async crash() {
        abort()
        await exited
        await start()
      },
      async stop() {
        process.off('exit', abort)
        // SIGINT is PostgreSQL's "fast" shutdown: it ends sessions and closes cleanly.
        server?.kill('SIGINT')
        await exited
        await removeHome()
      },
    }
  } catch (error) {
    await removeHome()
    throw error
  }
}

type Child = ReturnType<typeof spawn>

async function finished(child: Child): Promise<void> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`initdb failed (${code}): ${output.trim()}`)
}

/** Also drains the log for good: a full pipe would stop the server. */
function ready(server: Child): Promise<void> {
  server.stdout?.resume()
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    if (server.stderr === null) return reject(new Error('PostgreSQL has no log to read'))
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (line.includes('ready to accept connections')) resolve()
    })
  })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port could be found')
  return address.port
}
