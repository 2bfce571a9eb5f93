import path from 'node:path'
import type { DataDir } from './data-dir.ts'
import type { Problem } from './problem.ts'
import { type News, type Part, startPart } from './start-part.ts'

/** Everything has to be gone 10 s after Ctrl+C. */
const graceMs = 7_000

export interface PartStart {
  name: string
  program: string
  args: string[]
  env?: NodeJS.ProcessEnv
}

/** The processes of one running Farline. */
export class PartList {
  readonly #parts: Part[] = []
  readonly #data: DataDir
  readonly #stop: AbortSignal
  readonly #kill = () => {
    for (const part of this.#parts) part.kill()
  }

  constructor(data: DataDir, stop: AbortSignal) {
    this.#data = data
    this.#stop = stop
    process.once('exit', this.#kill)
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0
  }

  /** Starts a part and waits until it listens or cannot; undefined when it is told to stop meanwhile. */
  async start({ name, program, args, env }: PartStart): Promise<News | undefined> {
    const logs = path.join(this.#data.folder, 'logs')
    const part = await startPart({ name, program, args, env: { ...process.env, ...env }, logs })
    this.#parts.push(part)
    await this.#data.recordChildren(this.#parts.map(({ pid }) => pid))
    return Promise.race([part.listening, aborted(this.#stop)])
  }

  async stop(name: string): Promise<void> {
    const at = this.#parts.findIndex((part) => part.name === name)
    const [part] = at === -1 ? [] : this.#parts.splice(at, 1)
    await part?.stop(graceMs)
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.stop(graceMs)))
    process.off('exit', this.#kill)
  }

  /** Waits until a part ends by itself, which is a problem, or until it is time to stop, which is none. */
  async firstEnd(): Promise<Problem | undefined> {
    const ends = this.#parts.map(async (part) => ({ part, code: await part.exited }))
    const first = await Promise.race([...ends, aborted(this.#stop)])
    if (!first || this.#stop.aborted) return undefined
    const { part, code } = first
    // The person closed the workstation's last window.
    if (part.name === 'agent' && code === 0) return undefined
    const how = code === undefined ? 'was killed' : `ended with exit code ${code}`
    return {
      problem: `${part.name}/ended`,
      message: `${part.name} ${how}, so everything was stopped: see ${part.logFile}, then start again.`,
    }
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}
