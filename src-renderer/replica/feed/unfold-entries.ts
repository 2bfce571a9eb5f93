import { type SyncedCollection, syncedEntities } from '#shared/domain/entities.ts'
import type { CursorEntry, FeedEntry } from '#shared/sync/feed.ts'
import type { AnyRow } from '../rows/replica-row.ts'

export interface Unfolded {
  /** The newest version of each row that the entries carry. */
  readonly rows: Map<SyncedCollection, Map<string, AnyRow>>
  /** How far each log of this replica is decided. */
  readonly cursors: Readonly<Record<string, number>>
  /** Which command each newly decided number of a log was, by log. */
  readonly commandIds: ReadonlyMap<string, ReadonlyMap<number, string>>
  readonly refusals: readonly CursorEntry[]
  /** Rows that are not what this build knows under that name, by collection. */
  readonly invalid: ReadonlyMap<string, number>
}

/** What entries after `seq` mean to this replica. */
export function unfoldEntries(
  entries: readonly FeedEntry[],
  { seq, replicaId, cursors }: { seq: number; replicaId: string; cursors: Unfolded['cursors'] },
): Unfolded {
  const rows = new Map<SyncedCollection, Map<string, AnyRow>>()
  const invalid = new Map<string, number>()
  const refusals: CursorEntry[] = []
  const decidedTo = { ...cursors }
  const commandIds = new Map<string, Map<number, string>>()
  for (const entry of entries) {
    if (entry.seq <= seq) continue
    if (entry.kind === 'cursor') {
      if (entry.replicaId !== replicaId) continue
      // Of any log: whoever asked for it in that one is still here.
      if (entry.refusal) refusals.push(entry)
      decidedTo[entry.logId] = Math.max(decidedTo[entry.logId] ?? 0, entry.deviceSeq)
      const ofLog = commandIds.get(entry.logId) ?? new Map<number, string>()
      commandIds.set(entry.logId, ofLog.set(entry.deviceSeq, entry.commandId))
      continue
    }
    const row = validRow(entry.collection, entry.row)
    if (!row) {
      invalid.set(entry.collection, (invalid.get(entry.collection) ?? 0) + 1)
      continue
    }
    const known = rows.get(entry.collection) ?? new Map<string, AnyRow>()
    rows.set(entry.collection, known)
    if ((known.get(row.id)?.rev ?? 0) <= (row.rev ?? 0)) known.set(row.id, row)
  }
  return { rows, cursors: decidedTo, commandIds, refusals, invalid }
}

export function validRow(collection: SyncedCollection, row: unknown): AnyRow | undefined {
  return syncedEntities[collection].schema.safeParse(row).data as AnyRow | undefined
}
