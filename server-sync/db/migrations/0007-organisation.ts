import type { Migration } from './migration.ts'

/** Nothing yet. */
export const organisationMigration: Migration = { number: 7, name: 'organisation', sql: 'SELECT 1' }
