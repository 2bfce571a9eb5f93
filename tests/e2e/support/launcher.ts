import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const projectRoot = path.resolve(import.meta.dirname, '../../..')

export interface ReadyEvent {
  readonly event: 'ready'
  readonly host: 'browser' | 'electron'
  readonly reason: string
  readonly urls: {
    readonly server: string
    readonly shop: string
    readonly agent: string | null
    readonly agent2: string | null
    readonly lead: string | null
  }
}

export interface Launched {
  readonly child: ChildProcess
  readonly dataDir: string
  /** Every line of standard output so far. */
  readonly stdout: readonly string[]
  readonly stderr: () => string
  readonly exited: Promise<number | null>
  /** The ready event, or an error that carries all output when the launcher ended before it. */
  ready(): Promise<ReadyEvent>
  password(): Promise<string>
  /** As Ctrl+C does. */
  stop(): Promise<number | null>
}

/** Runs `npm start -- --json --no-open …` the way a person does, in a data directory of its own unless one is given. */
export async function launch(
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  dataDir?: string,
): Promise<Launched> {
  const data = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'farline-e2e-')))
  const port = args.includes('--port') ? [] : ['--port', String(await freePorts(4))]
  const child = spawn(process.execPath, ['tools/start.mjs', '--json', '--no-open', '--data', data, ...port, ...args], {
    cwd: projectRoot,
    // Playwright sets one and CI the other; Node remarks on both together.
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stdout: string[] = []
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const readyEvent = new Promise<ReadyEvent>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      stdout.push(line)
      const event = JSON.parse(line) as { event: string }
      if (event.event === 'ready') resolve(event as ReadyEvent)
    })
    void exited.then((code) =>
      reject(new Error(`ended with ${code} before it was ready\n${stdout.join('\n')}\n${stderr}`)),
    )
  })
  readyEvent.catch(() => undefined)
  return {
    child,
    dataDir: data,
    stdout,
    stderr: () => stderr,
    exited,
    ready: () => readyEvent,
    password: async () =>
      (JSON.parse(await readFile(path.join(data, 'demo-sign-in.json'), 'utf8')) as { password: string }).password,
    stop: () => {
      child.kill('SIGINT')
      return exited
    },
  }
}

export async function removeData(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true })
}

/** The first of `count` neighbouring ports that are free on loopback right now. */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 20_000)
    const checks = Array.from({ length: count }, (_, index) => isFree(first + index))
    if ((await Promise.all(checks)).every(Boolean)) return first
  }
  throw new Error(`no ${count} neighbouring free ports found`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
