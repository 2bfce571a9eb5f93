import type { PGlite } from '@electric-sql/pglite'

const usual = {
  /** Log that a start after a crash may have to go through: about a second of work. */
  logMaxBytes: 64 * 1024 * 1024,
  commitsBetweenLooks: 200,
}

/**
 * PGlite is a PostgreSQL in single-user mode: no other process makes checkpoints, so its log would grow until it is closed.
 * @returns to be called after each commit, when its answer is out.
 */
export function createCheckpoints(
  pglite: Pick<PGlite, 'query' | 'exec'>,
  { logMaxBytes, commitsBetweenLooks } = usual,
): () => Promise<void> {
  let commits = 0
  return async () => {
    commits += 1
    if (commits % commitsBetweenLooks !== 0) return
    const { rows } = await pglite.query<{ bytes: string }>(
      'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::text AS bytes FROM pg_control_checkpoint()',
    )
    if (Number(rows[0]?.bytes) > logMaxBytes) await pglite.exec('CHECKPOINT')
  }
}
