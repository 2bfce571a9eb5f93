import type { Migration } from './migration.ts'

/** Of each conversation, what waits before a reply: nothing overtakes it. */
export const replyFilesMigration: Migration = {
  number: 16,
  name: 'reply-files',
  sql: `
CREATE INDEX timeline_waiting_in ON timeline (conversation_id, number) WHERE due_at > 0;
`,
}
