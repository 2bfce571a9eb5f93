import { Worker } from 'node:worker_threads'
import { DatabaseFailure } from '../database-failure.ts'
import type {
  WorkerAnswer,
  WorkerData,
  WorkerQuestion,
  WorkerReply,
  WorkerRequest,
  WorkerStarted,
} from './worker-protocol.ts'

/** The line to PGlite's thread: questions and their answers. */
export interface WorkerLine {
  ask(question: WorkerQuestion): Promise<WorkerAnswer>
  /** Resolves when the thread has ended, wanted or not. */
  readonly ended: Promise<void>
}

/** Starts PGlite on a directory in a thread of its own; `undefined` when it cannot read what is there. */
export async function startWorkerLine(directory: string): Promise<WorkerLine | undefined> {
  const data: WorkerData = { directory }
  // PGlite prints its own troubles: they belong to nobody's standard output.
  const worker = new Worker(new URL('pglite-worker.ts', import.meta.url), {
    workerData: data,
    stdout: true,
    stderr: true,
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const waiting = new Map<number, { resolve(answer: WorkerAnswer): void; reject(failure: DatabaseFailure): void }>()
  let hasEnded = false
  let next = 1

  const started = Promise.withResolvers<boolean>()
  const ended = Promise.withResolvers<void>()
  worker.on('error', () => started.resolve(false))
  worker.on('exit', () => {
    hasEnded = true
    started.resolve(false)
    for (const { reject } of waiting.values()) reject(gone())
    waiting.clear()
    ended.resolve()
  })
  worker.on('message', (message: WorkerReply | WorkerStarted) => {
    if ('started' in message) return started.resolve(message.started)
    const asked = waiting.get(message.n)
    waiting.delete(message.n)
    if ('failure' in message) asked?.reject(new DatabaseFailure(message.failure.code, message.failure.about))
    else asked?.resolve(message)
  })

  if (!(await started.promise)) return undefined
  return {
    ended: ended.promise,
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (hasEnded) return reject(gone())
        const n = next++
        waiting.set(n, { resolve, reject })
        const request: WorkerRequest = { n, ...question }
        worker.postMessage(request)
      }),
  }
}

const gone = () => new DatabaseFailure('pglite-ended', '')
