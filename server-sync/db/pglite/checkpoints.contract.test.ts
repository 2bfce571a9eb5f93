import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { expect, it } from 'vitest'
import { pgliteTemplate } from '../../testing/engines.ts'
import { createCheckpoints } from './checkpoints.ts'
import { DurableNodeFs, durableStart } from './durable-node-fs.ts'

it('PGlite’s log does not grow for ever: a checkpoint is made when there is enough of it', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'farline-checkpoints-'))
  cpSync(path.join(await pgliteTemplate(), 'db'), home, { recursive: true })
  const disk = new DurableNodeFs(home, (error) => {
    throw error
  })
  const pglite = await PGlite.create({ fs: disk, startParams: durableStart })
  const megabyte = 1024 * 1024
  const checkpointWhenDue = createCheckpoints(pglite, { logMaxBytes: 2 * megabyte, commitsBetweenLooks: 4 })
  await pglite.exec('CREATE TABLE heavy (filler text); CHECKPOINT')
  const waiting: number[] = []
  // Half a megabyte each.
  for (let n = 1; n <= 20; n++) {
    await pglite.exec(`INSERT INTO heavy SELECT md5((g * ${n})::text) FROM generate_series(1, 5000) g`)
    await checkpointWhenDue()
    const { rows } = await pglite.query<{ bytes: string }>(
      'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::text AS bytes FROM pg_control_checkpoint()',
    )
    waiting.push(Number(rows[0]?.bytes))
  }
  expect(Math.max(...waiting)).toBeGreaterThan(2 * megabyte)
  expect(Math.max(...waiting)).toBeLessThan(6 * megabyte)
  await pglite.close()
  rmSync(home, { recursive: true })
})
