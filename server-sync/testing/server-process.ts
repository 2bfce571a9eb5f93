import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  /** The log line with this event. */
  logged(event: string): Promise<Record<string, unknown>>
  readonly pid: number
  readonly exited: Promise<{ code: number | null; signal: string | null }>
  kill(signal: NodeJS.Signals): void
  /** All that it wrote, to standard output and error. */
  readonly output: () => string
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** `main.ts` as a process of its own. */
export function startServerProcess(...args: readonly string[]): ServerProcess {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, FARLINE_DEMO_PASSWORD: 'demo password' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: Record<string, unknown>[] = []
  let output = ''
  let changed: () => void = () => undefined
  let hasEnded = false
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`
    lines.push(JSON.parse(line) as Record<string, unknown>)
    changed()
  })
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('close', (code, signal) => {
      hasEnded = true
      resolve({ code, signal })
      changed()
    }),
  )
  return {
    pid: child.pid ?? 0,
    exited,
    kill: (signal) => child.kill(signal),
    output: () => output,
    async logged(event) {
      for (;;) {
        const found = lines.find((line) => line['event'] === event)
        if (found) return found
        if (hasEnded) throw new Error(`the server ended before "${event}": ${output}`)
        await new Promise<void>((resolve) => (changed = resolve))
      }
    },
  }
}
