import type { Migration } from './migration.ts'

/** What is due is found without looking at what is not: nearly every row has no timer. */
export const timersMigration: Migration = {
  number: 4,
  name: 'timers',
  sql: `
CREATE INDEX conversation_snoozed ON conversation (snoozed_until_at) WHERE snoozed_until_at > 0;
CREATE INDEX timeline_held ON timeline (due_at, number) WHERE due_at > 0;
`,
}
