import { advisoryLocks } from '../../../db/advisory-locks.ts'
import { bindFiles } from '../../../files/bind-files.ts'
import { createRecordAudit } from '../../../audit/record-audit.ts'
import type { Database, WritableDb } from '../../../db/database.ts'
import { type Scope, unscoped } from '../../../db/scope.ts'
import { under } from '../../../db/under.ts'
import { askerOf, mayEver } from '../../../policy/may.ts'
import { type Viewer, actorOfViewer } from '../../../policy/may-see.ts'
import type { FeedLeadership, ServerStore, ServerTransaction } from '../server-store.ts'
import { decidedUpTo, deskLog, lockLog, moveCursor } from './desk-logs.ts'
import { emailsTakenElsewhere, endAgents } from './end-agents.ts'
import { moveOutbox } from './move-outbox.ts'
import { queueDeliveries } from './queue-deliveries.ts'
import { feedHead, readFeed } from './read-feed.ts'
import { lockDirectory } from './lock-directory.ts'
import { lockRows, visibleRows, writeRows } from './rows.ts'
import { trimFeed } from './trim-feed.ts'
import { writeOutbox } from './write-outbox.ts'

/** Held by one node of every database that is being served. */

/**
 * The server's truth in PGlite or PostgreSQL.
 * @param onRecorded something is being appended to this organisation's record
 */
export function createSqlServerStore(database: Database, onRecorded?: (organisationId: string) => void): ServerStore {
  const feed = under(database, { part: 'feed' })
  const seenBy = (viewer: Viewer | undefined) => (viewer ? under(database, scopeOf(viewer)) : database)
  return {
    transaction: (work, scope) => database.transaction((db) => work(sqlTransaction(db, scope, onRecorded)), scope),
    decidedUpTo: (replicaId, logId, viewer) => decidedUpTo(seenBy(viewer), replicaId, logId),
    deskLog: (replicaId, viewer) => deskLog(seenBy(viewer), replicaId),
    feedHead: () => feedHead(feed),
    readFeed: (after, limit) => readFeed(feed, after, limit),
    visibleRows: (viewer, collection, afterId, limit) => visibleRows(seenBy(viewer), collection, afterId, limit),
    async lead(signal): Promise<FeedLeadership> {
      const leadership = await database.lead(advisoryLocks.sequencer, signal, { part: 'sequencer' })
      return {
        moveOutbox: (transactionsMax) => leadership.transaction((db) => moveOutbox(db, transactionsMax)),
        trimFeed: (kept) => leadership.transaction((db) => trimFeed(db, kept)),
        release: () => leadership.release(),
      }
    },
  }
}

/** For whoever has a transaction of SQL already. */
export const sqlTransaction = (
  db: WritableDb,
  scope: Scope = unscoped,
  onRecorded?: (organisationId: string) => void,
): ServerTransaction => ({
  lockLog: (replicaId, command) => lockLog(db, replicaId, command),
  moveCursor: (replicaId, command, refusal, now) => moveCursor(db, replicaId, command, refusal, now),
  lockRows: (keys) => lockRows(db, keys, (collection) => mayChange(scope, collection)),
  readRows: (keys) => lockRows(db, keys, () => false),
  lockDirectory: (organisationId) => lockDirectory(db, organisationId),
  emailsTakenElsewhere: (emails, organisationId) => emailsTakenElsewhere(db, scope, emails, organisationId),
  endAgents: (agentIds, now) => endAgents(db, scope, agentIds, now),
  writeRows: (writes) => writeRows(db, writes),
  queueDeliveries: (writes, now) => queueDeliveries(db, writes, now),
  bindFiles: (writes, now) => bindFiles(db, writes, now),
  async recordAudit(entries, now) {
    const recordAudit = createRecordAudit({ now: () => now }, onRecorded)
    for (const entry of entries) await recordAudit(db, entry)
  },
  writeOutbox: (entries) => writeOutbox(db, entries),
})

const scopeOf = (viewer: Viewer): Scope => ({ actor: actorOfViewer(viewer), replicaId: viewer.replicaId })

/** The server's own parts lock what they read. */
const mayChange = (scope: Scope, collection: string) =>
  typeof scope === 'string' || 'part' in scope || mayEver(askerOf(scope.actor), 'change', collection)
