import type { ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import type { Checkpoint } from '#shared/sync/feed.ts'

export type RebuildReason = Extract<ReplicaEvent, { event: 'rebuild' }>['reason']

/** What a worker says of its database. `undefined`: a worker that does not say. */
export interface ReplicaFound {
  readonly checkpoint: Checkpoint | null
  readonly generation?: string | null | undefined
  readonly rows?: number | undefined
}

/** What was said to be durable there, as main has kept it. */
export interface ReplicaKnown {
  readonly checkpoint: Checkpoint
  readonly generation: string | null
  readonly rows: number
  readonly scope: string
}

/** Why what a worker comes back with cannot be what it held; null when it can. Browsers lose data without a word. */
export function rebuildReason(known: ReplicaKnown | null, found: ReplicaFound, scope: string): RebuildReason | null {
  if (!known) return null
  // Made for other brands or rights, or by a key that is no more. Nobody who holds nothing has anything to give up.
  if (known.scope !== '' && known.scope !== scope && found.checkpoint) return 'other-scope'
  const isOther = known.generation !== null && found.generation !== undefined && found.generation !== known.generation
  if (isOther) return 'lost'
  if (!found.checkpoint) return found.generation ? 'rolled-back' : 'lost'
  // Of another server's history: it begins anew by itself once it hears of the present one.
  if (found.checkpoint.epoch !== known.checkpoint.epoch) return null
  if (found.checkpoint.seq < known.checkpoint.seq) return 'rolled-back'
  // Further on, rows may rightly have become fewer.
  const isSamePlace = found.checkpoint.seq === known.checkpoint.seq
  return isSamePlace && found.rows !== undefined && found.rows < known.rows ? 'truncated' : null
}
