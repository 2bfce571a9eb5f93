import { createHash } from 'node:crypto'

/** An entry as it lies in the chain. */
export interface ChainEntry {
  readonly organisationId: string
  /** 1, 2, 3 … in the organisation's chain. */
  readonly number: number
  readonly at: number
  readonly actorKind: string
  readonly actorId: string
  readonly verb: string
  readonly subjectId: string
  /** JSON, byte for byte as it was written. */
  readonly detail: string
  /** Empty for the first. */
  readonly previousHash: string
  readonly hash: string
}

/**
 * SHA-256 over the fields, each with its length in bytes before it, so that no two entries are the same text. The database
 * computes it when it appends (append_audit in migration 8); here it is computed again to see whether somebody was at it.
 */
export function entryHash(entry: Omit<ChainEntry, 'hash'>): string {
  const { organisationId, number, at, actorKind, actorId, verb, subjectId, detail, previousHash } = entry
  const hash = createHash('sha256')
  for (const field of [organisationId, number, at, actorKind, actorId, verb, subjectId, detail, previousHash]) {
    const text = String(field)
    hash.update(`${Buffer.byteLength(text)}:${text}`)
  }
  return hash.digest('hex')
}

/** Columns of the table under the names above. */
export const entryColumns = `organisation_id AS "organisationId", number, at, actor_kind AS "actorKind", actor_id AS "actorId",
  verb, subject_id AS "subjectId", detail, previous_hash AS "previousHash", hash`
