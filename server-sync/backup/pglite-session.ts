import { guardTransaction } from '../db/transaction-guard.ts'
import { type WorkerLine, startWorkerLine } from '../db/pglite/worker-line.ts'
import { BackupFailure } from './backup-failure.ts'
import { type Table, columnsOf, quoted } from './catalogue.ts'
import { type Session, sameText } from './session.ts'

/** How much of a table one answer should carry: more is held in memory at once, less is slow. */
const answerBytes = { least: 1024 * 1024, most: 8 * 1024 * 1024 }
/** In single-user mode nobody else makes checkpoints, and the log of one large transaction would fill the disk. */
const checkpointEveryBytes = 64 * 1024 * 1024

/** @param directory a database of the caller's own, or none yet: it is made. Commits and closes it when `work` is done. */
export async function inPglite<Result>(
  directory: string,
  begin: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const line = await startWorkerLine(directory)
  if (!line) {
    throw new BackupFailure(
      'backup/database-damaged',
      `The database in ${directory} could not be opened: check the free space there, or use an earlier backup.`,
    )
  }
  const { db, assertWhole } = guardTransaction({
    run: (sql, values) => line.ask({ op: 'run', sql, values }),
    script: async (sql) => void (await line.ask({ op: 'script', sql })),
  })
  try {
    await db.script(sameText)
    await db.script(begin)
    const result = await work({ engine: 'pglite', db, ...copies(line) })
    assertWhole()
    await line.ask({ op: 'commit' })
    return result
  } finally {
    await line.ask({ op: 'close' }).catch(() => undefined)
    await line.ended
  }
}

function copies(line: WorkerLine): Pick<Session, 'copyOut' | 'copyIn'> {
  let sinceCheckpoint = 0
  return {
    /** PGlite hands out an answer as a whole, so a table goes by ranges of its blocks. */
    async *copyOut(table) {
      const blocks = await blocksOf(line, table)
      let step = 8
      for (let from = 0; from < blocks; ) {
        const range = `ctid >= '(${from},0)'::tid AND ctid < '(${from + step},0)'::tid`
        const select = `SELECT ${columnsOf(table)} FROM ${quoted(table.name)} WHERE ${range}`
        const { bytes } = await line.ask({ op: 'copy', sql: `COPY (${select}) TO '/dev/blob'` })
        const lines = Buffer.from(bytes ?? new ArrayBuffer(0))
        from += step
        // Long values lie outside their rows, so a block may stand for a few bytes or for many.
        if (lines.length < answerBytes.least) step *= 2
        else if (lines.length > answerBytes.most) step = Math.max(1, Math.floor(step / 2))
        if (lines.length > 0) yield lines
      }
    },
    async copyIn(table, pieces) {
      const sql = `COPY ${quoted(table.name)} (${columnsOf(table)}) FROM '/dev/blob'`
      for await (const lines of pieces) {
        await line.ask({ op: 'load', sql, bytes: new Uint8Array(lines).buffer })
        sinceCheckpoint += lines.length
        if (sinceCheckpoint < checkpointEveryBytes) continue
        await line.ask({ op: 'script', sql: 'CHECKPOINT' })
        sinceCheckpoint = 0
      }
    },
  }
}

async function blocksOf(line: WorkerLine, { name }: Table): Promise<number> {
  const { rows } = await line.ask({
    op: 'run',
    sql: `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::bigint)::integer AS blocks`,
    values: [quoted(name)],
  })
  return (rows[0] as { blocks: number } | undefined)?.blocks ?? 0
}
