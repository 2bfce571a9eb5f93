import type { Instant } from '#shared/kit/clock.ts'
import type { ReadableDb, WritableDb } from '../db/database.ts'
import type { CommandPlace, DeviceCursor } from './cursor-rule.ts'

/** Locked until the transaction ends: two connections of one desk cannot decide side by side. */
export async function lockCursor(db: WritableDb, replicaId: string): Promise<DeviceCursor | undefined> {
  const [cursor] = await db.query<DeviceCursor>(
    'SELECT log_id AS "logId", device_seq AS "deviceSeq" FROM replica WHERE id = $1 FOR UPDATE',
    [replicaId],
  )
  return cursor
}

/** How far this very log is decided; 0 for a log the server has not met. */
export async function decidedUpTo(db: ReadableDb, replicaId: string, logId: string): Promise<number> {
  const [cursor] = await db.query<DeviceCursor>(
    'SELECT log_id AS "logId", device_seq AS "deviceSeq" FROM replica WHERE id = $1',
    [replicaId],
  )
  return cursor?.logId === logId ? cursor.deviceSeq : 0
}

export async function decidedCommandId(
  db: ReadableDb,
  replicaId: string,
  deviceSeq: number,
): Promise<string | undefined> {
  const [decided] = await db.query<{ id: string }>(
    'SELECT command_id AS id FROM device_command WHERE replica_id = $1 AND device_seq = $2',
    [replicaId, deviceSeq],
  )
  return decided?.id
}

export async function moveCursor(
  db: WritableDb,
  replicaId: string,
  command: CommandPlace,
  refusalKind: string | null,
  now: Instant,
): Promise<void> {
  await db.execute(
    `WITH moved AS (UPDATE replica SET log_id = $2, device_seq = $3 WHERE id = $1)
     INSERT INTO device_command (replica_id, device_seq, command_id, refusal, decided_at) VALUES ($1, $3, $4, $5, $6)`,
    [replicaId, command.logId, command.deviceSeq, command.id, refusalKind, now],
  )
}
