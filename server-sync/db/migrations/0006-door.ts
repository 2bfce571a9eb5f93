import type { Migration } from './migration.ts'

/** Nothing yet. */
export const doorMigration: Migration = { number: 6, name: 'door', sql: 'SELECT 1' }
