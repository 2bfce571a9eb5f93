import type { Clock } from '#shared/kit/clock.ts'
import type { RecordAudit } from './audit-entry.ts'

/**
 * Appends to the organisation's chain, inside the database and in the transaction of what is recorded. From here until that
 * ends, other appenders of the same organisation wait: it belongs at a transaction's end, after all row locks.
 * @param onRecorded told of the organisation; its transaction has not ended yet
 */
export function createRecordAudit(
  clock: Clock,
  onRecorded: (organisationId: string) => void = () => undefined,
): RecordAudit {
  return async (db, { organisationId, actorKind, actorId, verb, subjectId, detail }) => {
    await db.query('SELECT append_audit($1, $2, $3, $4, $5, $6, $7)', [
      organisationId,
      clock.now(),
      actorKind,
      actorId,
      verb,
      subjectId,
      JSON.stringify(detail),
    ])
    onRecorded(organisationId)
  }
}
