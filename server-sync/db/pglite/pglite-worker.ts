import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { toDatabaseFailure } from '../database-failure.ts'
import { createWalFlush } from './wal-flush.ts'
import type { WorkerData, WorkerReply, WorkerRequest, WorkerStarted } from './worker-protocol.ts'

// PGlite runs on its own thread because a heavy query blocks the thread it runs on.
const { directory } = workerData as WorkerData
const port = parentPort
if (!port) throw new Error('pglite-worker.ts is only for worker threads')

const say = (message: WorkerReply | WorkerStarted) => port.postMessage(message)

try {
  const pglite = await PGlite.create({ dataDir: directory })
  const flush = createWalFlush(directory)
  // A write path that was cut short shows only now: the catalogue must be readable.
  await pglite.query('SELECT count(*) FROM pg_class')
  let isLogLost = false
  port.on('message', (request: WorkerRequest) => void answer(request))
  say({ started: true })

  async function answer(request: WorkerRequest): Promise<void> {
    const { n } = request
    try {
      if (isLogLost) throw new Error('an earlier commit could not be flushed')
      switch (request.op) {
        case 'run': {
          const { rows, affectedRows } = await pglite.query<object>(request.sql, [...request.values])
          return say({ n, rows, affected: affectedRows ?? rows.length })
        }
        case 'script':
          await pglite.exec(request.sql)
          return say({ n, rows: [], affected: 0 })
        case 'commit':
          await pglite.exec('COMMIT')
          await flushLog()
          return say({ n, rows: [], affected: 0 })
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

  async function flushLog(): Promise<void> {
    try {
      const { rows } = await pglite.query<{ lsn: string; segment: string }>(
        'SELECT lsn::text AS lsn, pg_walfile_name(lsn) AS segment FROM pg_current_wal_lsn() AS lsn',
      )
      if (rows[0]) flush(rows[0].segment, rows[0].lsn)
    } catch (error) {
      // After a failed flush nobody knows what is on disk: nothing may be acknowledged any more.
      isLogLost = true
      throw error
    }
  }
} catch (error) {
  say({ started: false, problem: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
  port.close()
}
