import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { toDatabaseFailure } from '../database-failure.ts'
import { createCheckpoints } from './checkpoints.ts'
import { DurableNodeFs, durableStart } from './durable-node-fs.ts'
import type { WorkerData, WorkerReply, WorkerRequest, WorkerStarted } from './worker-protocol.ts'

// PGlite runs on its own thread because a heavy query blocks the thread it runs on.
const { directory } = workerData as WorkerData
const port = parentPort
if (!port) throw new Error('pglite-worker.ts is only for worker threads')

const say = (message: WorkerReply | WorkerStarted, moved: ArrayBuffer[] = []) => port.postMessage(message, moved)

try {
  // After a failed flush nobody knows what is on disk: only a new start, which reads it again, can tell.
  const disk = new DurableNodeFs(directory, () => process.exit(1))
  const pglite = await PGlite.create({ fs: disk, startParams: durableStart })
  const checkpointWhenDue = createCheckpoints(pglite)
  // A write path that was cut short shows only now: the catalogue must be readable.
  await pglite.query('SELECT count(*) FROM pg_class')
  // In turn: a checkpoint never comes between the statements of somebody's transaction.
  let turn = Promise.resolve()
  port.on('message', (request: WorkerRequest) => void (turn = turn.then(() => answer(request))))
  say({ started: true })

  async function answer(request: WorkerRequest): Promise<void> {
    const { n } = request
    try {
      switch (request.op) {
        case 'run': {
          const ask = () => pglite.query<object>(request.sql, [...request.values])
          const { rows, affectedRows } = request.begin === undefined ? await ask() : await alone(request.begin, ask)
          return say({ n, rows, affected: affectedRows ?? rows.length })
        }
        case 'script':
          await pglite.exec(request.sql)
          return say({ n, rows: [], affected: 0 })
        case 'lines': {
          const { rows } = await alone(request.begin, () =>
            pglite.query<[string]>(request.sql, [], { rowMode: 'array' }),
          )
          const bytes = linesOf(rows)
          return say({ n, rows: [], affected: 0, bytes }, [bytes])
        }
        case 'copy': {
          const { blob } = await pglite.query(request.sql)
          const bytes = (await blob?.arrayBuffer()) ?? new ArrayBuffer(0)
          return say({ n, rows: [], affected: 0, bytes }, [bytes])
        }
        case 'load':
          await pglite.query(request.sql, [], { blob: new Blob([request.bytes]) })
          return say({ n, rows: [], affected: 0 })
        case 'commit':
          await pglite.exec('COMMIT')
          say({ n, rows: [], affected: 0 })
          // The next question waits for it; the answer to this one has not.
          return await checkpointWhenDue()
        case 'close':
          await pglite.close()
          say({ n, rows: [], affected: 0 })
          return port?.close()
      }
    } catch (error) {
      const { code, message } = toDatabaseFailure(error)
      say({ n, failure: { code, about: message.slice(code.length + 1) } })
    }
  }

  /** A question in a transaction of its own. */
  async function alone<Answer>(begin: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      await pglite.exec(begin)
      const answer = await ask()
      await pglite.exec('COMMIT')
      return answer
    } catch (error) {
      await pglite.exec('ROLLBACK')
      throw error
    }
  }
} catch (error) {
  say({ started: false, problem: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
  port.close()
}

/** In a buffer of its own: it goes to another thread without being copied. */
function linesOf(rows: readonly (readonly [string])[]): ArrayBuffer {
  return new TextEncoder().encode(rows.map(([line]) => `${line}\n`).join('')).buffer
}
