import type { Migration } from './migration.ts'

/** Who is signed in, and from which computer. */
export const doorMigration: Migration = { number: 6, name: 'door', sql: '' }
