import type { WritableDb } from '../db/database.ts'

/** One use of a right over what is somebody else's. Names and ids only: never what a customer said, never a secret. */
export interface AuditEntry {
  readonly organisationId: string
  /** `operator`: whoever runs the server's command line. */
  readonly actorKind: 'agent' | 'customer' | 'system' | 'operator'
  readonly actorId: string
  /** What was done, as a translation key: `session.ended`, `device.wipe-asked`, `agent.added`, `conversation.assign` … */
  readonly verb: string
  /** To what: an id. */
  readonly subjectId: string
  readonly detail: Readonly<Record<string, string | number | boolean>>
}

/** In the transaction that does it: neither can happen without the other. */
export type RecordAudit = (db: WritableDb, entry: AuditEntry) => Promise<void>
