import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { OrdinaryUser } from '../e2e/support/ordinary-user.ts'

/** The installed program, run by an ordinary user. */
export interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  /** Resolves with the line of its log that has this event; fails when it ends before. */
  logged(event: string): Promise<Record<string, unknown>>
  readonly exited: Promise<number | null>
  stop(): Promise<void>
}

export function startInstalled(
  program: string,
  user: OrdinaryUser,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Started {
  const [first = program, ...rest] = [...user.runAs, program, ...args]
  const child = spawn(first, rest, {
    cwd: '/',
    env: { ...process.env, ...user.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const lines: Record<string, unknown>[] = []
  let changed: () => void = () => undefined
  let hasEnded = false
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`
    if (line.startsWith('{')) lines.push(JSON.parse(line) as Record<string, unknown>)
    changed()
  })
  const exited = once(child, 'close').then(([code]) => {
    hasEnded = true
    changed()
    return code as number | null
  })
  return {
    child,
    output: () => output,
    exited,
    async logged(event) {
      for (;;) {
        const found = lines.find((line) => line['event'] === event)
        if (found) return found
        if (hasEnded) throw new Error(`it ended before "${event}":\n${output}`)
        await new Promise<void>((resolve) => (changed = resolve))
      }
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Processes of this program file, each with its command line and what the kernel says of it. */
export async function processesOf(program: string): Promise<readonly { args: readonly string[]; status: string }[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    numbers.map(async (pid) => {
      const [command, status] = await Promise.all(
        ['cmdline', 'status'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
      )
      return { args: (command ?? '').split(/[\0 ]/), status: status ?? '' }
    }),
  )
  return found.filter(({ args }) => args[0] === program)
}
