import { entitiesMigration } from './0001-entities.ts'
import { serverMigration } from './0002-server.ts'
import type { Migration } from './migration.ts'

/** In order. Append only. */
export const migrations: readonly Migration[] = [entitiesMigration, serverMigration]
