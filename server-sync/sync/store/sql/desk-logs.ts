import type { Instant } from '#shared/kit/clock.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { ReadableDb, WritableDb } from '../../../db/database.ts'
import type { CommandPlace, LogStanding } from '../../cursor-rule.ts'
import type { DeskLog, DeskLogPlace } from '../server-store.ts'

/** More refusals than a person looks at; a desk that lost its rows is told again of the newest ones. */
const refusalsMax = 200

interface Standing {
  readonly decidedTo: number | null
  readonly decidedId: string | null
  readonly earlierLogId: string | null
  readonly earlierRefusal: Refusal | null
}

export async function lockLog(
  db: WritableDb,
  replicaId: string,
  { id, logId, deviceSeq }: CommandPlace,
): Promise<LogStanding | undefined> {
  const [desk] = await db.query<{ logId: string }>('SELECT log_id AS "logId" FROM replica WHERE id = $1 FOR UPDATE', [
    replicaId,
  ])
  if (!desk) return undefined
  // A statement of its own: only one that begins when the lock is held sees what was decided meanwhile.
  const [standing] = await db.query<Standing>(
    `SELECT log.device_seq AS "decidedTo", decided.command_id AS "decidedId",
       earlier.log_id AS "earlierLogId", earlier.refusal AS "earlierRefusal"
     FROM (SELECT 1) AS one
     LEFT JOIN device_log AS log ON log.replica_id = $1 AND log.log_id = $2
     LEFT JOIN device_command AS decided
       ON decided.replica_id = $1 AND decided.log_id = $2 AND decided.device_seq = $3::bigint
     LEFT JOIN device_command AS earlier
       ON earlier.replica_id = $1 AND earlier.command_id = $4 AND earlier.log_id <> $2
     LIMIT 1`,
    [replicaId, logId, deviceSeq, id],
  )
  return {
    currentLogId: desk.logId,
    decidedTo: standing?.decidedTo ?? undefined,
    decidedId: standing?.decidedId ?? undefined,
    earlier: standing?.earlierLogId == null ? undefined : { refusal: standing.earlierRefusal },
  }
}

export async function moveCursor(
  db: WritableDb,
  replicaId: string,
  { id, logId, deviceSeq }: CommandPlace,
  refusal: Refusal | null,
  now: Instant,
): Promise<void> {
  await db.execute(
    `WITH current AS (UPDATE replica SET log_id = $2 WHERE id = $1 AND log_id <> $2),
     moved AS (
       INSERT INTO device_log (replica_id, log_id, device_seq) VALUES ($1, $2, $3)
       ON CONFLICT (replica_id, log_id) DO UPDATE SET device_seq = excluded.device_seq)
     INSERT INTO device_command (replica_id, log_id, device_seq, command_id, refusal, decided_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6)`,
    [replicaId, logId, deviceSeq, id, refusal && JSON.stringify(refusal), now],
  )
}

export async function decidedUpTo(db: ReadableDb, replicaId: string, logId: string): Promise<number> {
  const [log] = await db.query<{ deviceSeq: number }>(
    'SELECT device_seq AS "deviceSeq" FROM device_log WHERE replica_id = $1 AND log_id = $2',
    [replicaId, logId],
  )
  return log?.deviceSeq ?? 0
}

export async function deskLog(db: ReadableDb, replicaId: string): Promise<DeskLog | null> {
  const logs = await db.query<{ logId: string; deviceSeq: number; isCurrent: boolean }>(
    `SELECT log.log_id AS "logId", log.device_seq AS "deviceSeq", log.log_id = replica.log_id AS "isCurrent"
     FROM replica JOIN device_log AS log ON log.replica_id = replica.id
     WHERE replica.id = $1`,
    [replicaId],
  )
  const log = logs.find(({ isCurrent }) => isCurrent)
  if (!log) return null
  const newest = await db.query<DeskLog['refusals'][number]>(
    `SELECT device_seq AS "deviceSeq", command_id AS "commandId", refusal FROM device_command
     WHERE replica_id = $1 AND log_id = $2 AND refusal IS NOT NULL AND device_seq <= $3::bigint
     ORDER BY device_seq DESC LIMIT ${refusalsMax}`,
    [replicaId, log.logId, log.deviceSeq],
  )
  const place = ({ logId, deviceSeq }: DeskLogPlace) => ({ logId, deviceSeq })
  return {
    ...place(log),
    refusals: newest.toReversed(),
    earlier: logs.filter(({ isCurrent }) => !isCurrent).map(place),
  }
}
