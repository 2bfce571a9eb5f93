import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Devtools, openDevtools } from './devtools.ts'

export interface Program {
  /** Of its process. */
  readonly startedAt: number
  /** Chromium's own first word. */
  readonly upAt: number
  readonly devtools: Devtools
  end(): Promise<void>
}

/** An Electron as a person starts it, but for the door that Chromium opens for whoever measures. */
export async function startProgram(executable: string, args: readonly string[], cwd: string): Promise<Program> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const startedAt = Date.now()
  const child = spawn(executable, [...sandbox, '--disable-gpu', '--remote-debugging-port=0', ...args], {
    cwd,
    env: { ...process.env, LANGUAGE: 'en' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stderr })
  const address = await new Promise<string>((resolve, reject) => {
    const said: string[] = []
    lines.on('line', (line) => {
      said.push(line)
      const found = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    void exited.then(() => reject(new Error(`it ended before it began: ${said.join('\n')}`)))
  })
  const upAt = Date.now()
  const devtools = await openDevtools(address)
  return {
    startedAt,
    upAt,
    devtools,
    async end() {
      devtools.close()
      child.kill('SIGTERM')
      await exited
    },
  }
}
