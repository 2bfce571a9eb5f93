import type { Migration } from './migration.ts'

/** A database that was copied or restored wakes up somewhere else than it fell asleep: see epoch/settle-epoch.ts. */
export const homeMigration: Migration = {
  number: 5,
  name: 'home',
  sql: `
-- Where this database lives, as its engine tells; empty until the first server has looked.
ALTER TABLE feed_head ADD COLUMN home text NOT NULL DEFAULT '';
`,
}
