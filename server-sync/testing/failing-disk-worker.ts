import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { DurableNodeFs, durableStart } from '../db/pglite/durable-node-fs.ts'

/** A thread whose disk keeps everything at first, and then fails to flush what `file` names. */
const { directory, file } = workerData as { readonly directory: string; readonly file: string }

class FailingDisk extends DurableNodeFs {
  hasFailed = false

  protected override flush(path: string, descriptor: number | undefined): void {
    if (this.hasFailed && path.includes(file)) throw new Error('EIO')
    super.flush(path, descriptor)
  }
}

const disk = new FailingDisk(directory, () => process.exit(1))
const pglite = await PGlite.create({ fs: disk, startParams: durableStart })
await pglite.exec('CREATE TABLE filled AS SELECT generate_series(1, 10) AS n')
parentPort?.postMessage('acknowledged')
disk.hasFailed = true
await pglite.exec('INSERT INTO filled VALUES (11); CHECKPOINT')
parentPort?.postMessage('acknowledged')
