import type { Clock } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { RecordAudit } from '../audit/audit-entry.ts'
import type { Database, WritableDb } from '../db/database.ts'

/** What administration needs of the rest of the server: the same for its page and for the command line. */
export interface AdminDoor {
  readonly database: Database
  readonly clock: Clock
  readonly nextId: IdSource
  /** In the transaction that writes the agent. */
  readonly setPassword: SetPassword
  readonly recordAudit: RecordAudit
  /** Something was committed: the sequencer has work. */
  readonly onCommitted: () => void
}

export type SetPassword = (
  db: WritableDb,
  agent: { readonly id: string; readonly organisationId: string; readonly email: string },
  password: string,
  /** Chosen by whom it lets in: nobody else knows it. Any other is changed before they work. */
  given: { readonly isOwn: boolean },
) => Promise<void>
