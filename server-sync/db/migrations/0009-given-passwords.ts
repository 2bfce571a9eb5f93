import type { Migration } from './migration.ts'

/** A password that somebody else made is known to somebody else: its owner makes another one before they work. */
export const givenPasswordsMigration: Migration = {
  number: 9,
  name: 'given passwords',
  sql: `
-- Those of before were all chosen by now, as far as anybody can tell.
ALTER TABLE credential ADD COLUMN must_change boolean NOT NULL DEFAULT false;
`,
}
