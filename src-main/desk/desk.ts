import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { createJsonFile } from '../files/json-file.ts'
import type { Seat } from '../session/seat.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'
import { openCommandLog } from '../sync/command-log/open-command-log.ts'
import { openReplicaProgress, replicaProgressSchema } from '../sync/replica-progress.ts'
import { type Desk, type SeatParts, seatDesk } from './seat-desk.ts'

export interface DeskParts extends SeatParts {
  readonly dataDir: string
  readonly newId: IdSource
  /** How long the log keeps what the replica has passed. */
  readonly keepDays: number
}

export type OpenedDesk = { readonly ok: true; readonly desk: Desk } | { readonly ok: false; readonly refusal: Refusal }

/** @param startOver the server took this agent's log for another computer's: go on under a new log id */
export async function openDesk(parts: DeskParts, seat: Seat, startOver: boolean): Promise<OpenedDesk> {
  const opened = await openLog(parts, seat, startOver)
  if (!opened.ok) return opened
  return { ok: true, desk: seatDesk(parts, seat, opened) }
}

async function openLog(parts: DeskParts, { replicaId, outboxKey }: Seat, startOver: boolean) {
  const { diagnostics } = parts
  const folder = path.join(parts.dataDir, replicaId)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const opened = await openCommandLog({
      folder,
      replicaId,
      key: outboxKey,
      startOver,
      keepDays: parts.keepDays,
      clock: parts.clock,
      newId: parts.newId,
      report: (found) =>
        found.kind === 'log/compacted'
          ? diagnostics.info({ event: 'log-compacted', ...found })
          : diagnostics.warn({ event: 'log-repaired', ...found }),
    })
    if (!opened.ok) return opened
    const progressFile = createJsonFile(path.join(folder, 'replica.json'), replicaProgressSchema, () =>
      diagnostics.warn({ event: 'file-damaged', file: 'replica.json' }),
    )
    return { ...opened, progress: await openReplicaProgress(progressFile) }
  } catch (error) {
    return { ok: false as const, refusal: logRefusals.fromDisk(error) }
  }
}
