import type { Database, WritableDb } from '../../../db/database.ts'
import type { FeedLeadership, ServerStore, ServerTransaction } from '../server-store.ts'
import { decidedUpTo, deskLog, lockLog, moveCursor } from './desk-logs.ts'
import { moveOutbox } from './move-outbox.ts'
import { queueDeliveries } from './queue-deliveries.ts'
import { feedHead, readFeed } from './read-feed.ts'
import { lockDirectory } from './lock-directory.ts'
import { lockRows, visibleRows, writeRows } from './rows.ts'
import { trimFeed } from './trim-feed.ts'
import { writeOutbox } from './write-outbox.ts'

const sequencerLock = 4_180_002

/** The server's truth in PGlite or PostgreSQL. */
export function createSqlServerStore(database: Database): ServerStore {
  return {
    transaction: (work) => database.transaction((db) => work(sqlTransaction(db))),
    decidedUpTo: (replicaId, logId) => decidedUpTo(database, replicaId, logId),
    deskLog: (replicaId) => deskLog(database, replicaId),
    feedHead: () => feedHead(database),
    readFeed: (after, limit) => readFeed(database, after, limit),
    visibleRows: (viewer, collection, afterId, limit) => visibleRows(database, viewer, collection, afterId, limit),
    async lead(signal): Promise<FeedLeadership> {
      const leadership = await database.lead(sequencerLock, signal)
      return {
        moveOutbox: (transactionsMax) => leadership.transaction((db) => moveOutbox(db, transactionsMax)),
        trimFeed: (kept) => leadership.transaction((db) => trimFeed(db, kept)),
        release: () => leadership.release(),
      }
    },
  }
}

/** For whoever has a transaction of SQL already. */
export const sqlTransaction = (db: WritableDb): ServerTransaction => ({
  lockLog: (replicaId, command) => lockLog(db, replicaId, command),
  moveCursor: (replicaId, command, refusal, now) => moveCursor(db, replicaId, command, refusal, now),
  lockRows: (keys) => lockRows(db, keys),
  lockDirectory: (organisationId) => lockDirectory(db, organisationId),
  writeRows: (writes) => writeRows(db, writes),
  queueDeliveries: (writes, now) => queueDeliveries(db, writes, now),
  writeOutbox: (entries) => writeOutbox(db, entries),
})
