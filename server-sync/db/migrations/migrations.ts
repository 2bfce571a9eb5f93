import { entitiesMigration } from './0001-entities.ts'
import { serverMigration } from './0002-server.ts'
import { deviceLogsMigration } from './0003-device-logs.ts'
import { timersMigration } from './0004-timers.ts'
import { homeMigration } from './0005-home.ts'
import { doorMigration } from './0006-door.ts'
import { organisationMigration } from './0007-organisation.ts'
import { rightsMigration } from './0008-rights.ts'
import { givenPasswordsMigration } from './0009-given-passwords.ts'
import { conversationLifeMigration } from './0010-conversation-life.ts'
import { presenceMigration } from './0011-presence.ts'
import { visitsMigration } from './0012-visits.ts'
import { viewsMigration } from './0013-views.ts'
import { filesMigration } from './0014-files.ts'
import { attachmentsMigration } from './0015-attachments.ts'
import { replyFilesMigration } from './0016-reply-files.ts'
import type { Migration } from './migration.ts'

/** In order. Append only. */
export const migrations: readonly Migration[] = [
  entitiesMigration,
  serverMigration,
  deviceLogsMigration,
  timersMigration,
  homeMigration,
  doorMigration,
  organisationMigration,
  rightsMigration,
  givenPasswordsMigration,
  conversationLifeMigration,
  presenceMigration,
  visitsMigration,
  viewsMigration,
  filesMigration,
  attachmentsMigration,
  replyFilesMigration,
]
