import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../project-root.ts'
import type { Problem } from './problem.ts'

/** A first start on a slow machine writes the whole demonstration. */
const startTimeoutMs = 180_000

export interface PartOptions {
  /** As in the log file's name: server, agent, agent2, lead. */
  name: string
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
  logs: string
}

/** One of the processes that make up a running Farline. */
export interface Part {
  name: string
  pid: number
  logFile: string
  /** Settles when it says that it listens (`url` where it has one), or cannot. */
  listening: Promise<News>
  /** Exit code, or undefined when a signal ended it. */
  exited: Promise<number | undefined>
  /** SIGTERM now, SIGKILL when it takes longer than `graceMs`. */
  stop(graceMs: number): Promise<void>
  kill(): void
}

export async function startPart({ name, program, args, env, logs }: PartOptions): Promise<Part> {
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const logFile = path.join(logs, `${name}.log`)
  await rename(logFile, path.join(logs, `${name}.previous.log`)).catch(() => undefined)
  // Detached: Ctrl+C in the terminal reaches only the start itself, which then stops its parts in order.
  const child = spawn(program, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const log = createWriteStream(logFile)
  createInterface({ input: child.stdout }).on('line', (line) => log.write(`${withoutTicket(line)}\n`))
  child.stderr.pipe(log, { end: false })
  const exited = once(child, 'close').then(
    ([code]) => (code as number | null) ?? undefined,
    () => undefined,
  )
  void exited.then(() => log.end())
  return {
    name,
    pid: child.pid ?? 0,
    logFile,
    listening: firstNews(child, name, logFile, exited),
    exited,
    async stop(graceMs) {
      child.kill('SIGTERM')
      const timer = setTimeout(() => killGroup(child), graceMs)
      await exited
      clearTimeout(timer)
    },
    kill: () => killGroup(child),
  }
}

/** The address that signs a person in is for the person, not for a file. */
const withoutTicket = (line: string) => line.replace(/([?&]t=)[\w-]+/g, '$1…')

function killGroup(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

/** The first thing a part says of itself. */
export type News = { url: string | undefined } | Problem

/** Reads the part's log until it says `listening` or `fatal`, ends, or takes too long. */
function firstNews(child: ChildProcess, name: string, logFile: string, exited: Promise<unknown>): Promise<News> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({
        problem: `${name}/timeout`,
        message: `${name} did not start within ${startTimeoutMs / 1000} s: see ${logFile}.`,
      })
    }, startTimeoutMs)
    const settle = (news: News) => {
      clearTimeout(timer)
      resolve(news)
    }
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const news = readNews(line)
        if (news) settle(news)
      })
    }
    void exited.then(() => {
      settle({ problem: `${name}/ended`, message: `${name} ended before it was ready: see ${logFile}.` })
    })
  })
}

function readNews(line: string): News | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const entry = JSON.parse(line) as Record<string, unknown>
    if (entry['event'] === 'listening') return { url: typeof entry['url'] === 'string' ? entry['url'] : undefined }
    if (entry['event'] === 'fatal') return { problem: String(entry['problem']), message: String(entry['message']) }
  } catch {
    // Some library wrote a line of its own; it is in the log file.
  }
  return undefined
}
