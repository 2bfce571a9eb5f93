import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { freePorts, projectRoot, removeData } from './launcher.ts'

/** The browser host alone, signed in as one agent, to be killed and started again on the same data and port. */
export interface BrowserDesk {
  /** Opens once; the cookie it leaves opens the rest. Another one after each start. */
  entryUrl(): string
  /** As a power cut would: it does not get to say goodbye. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

export async function startBrowserDesk(options: {
  serverUrl: string
  signIn: { email: string; password: string }
}): Promise<BrowserDesk> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-desk-'))
  const port = await freePorts(1)
  let child: ChildProcess | undefined
  let entryUrl = ''

  async function end(signal: NodeJS.Signals) {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null) return
    const exited = once(ending, 'exit')
    ending.kill(signal)
    await exited
  }

  const desk: BrowserDesk = {
    entryUrl: () => entryUrl,
    kill: () => end('SIGKILL'),
    async start() {
      const started = spawn(
        process.execPath,
        [
          'out/main/browser.js',
          `--server=${options.serverUrl}`,
          `--data=${path.join(dataDir, 'desk')}`,
          // In a folder that the desk makes.
          `--key-file=${path.join(dataDir, 'desk', 'device-key')}`,
          `--port=${port}`,
        ],
        {
          cwd: projectRoot,
          env: { ...process.env, FARLINE_SIGN_IN: JSON.stringify(options.signIn) },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      child = started
      entryUrl = await new Promise<string>((resolve, reject) => {
        createInterface({ input: started.stdout }).on('line', (line) => {
          const said = JSON.parse(line) as { event: string; url?: string }
          if (said.event === 'listening' && said.url) resolve(said.url)
        })
        started.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)))
      })
    },
    async remove() {
      await end('SIGTERM')
      await removeData(dataDir)
    },
  }
  await desk.start()
  return desk
}
