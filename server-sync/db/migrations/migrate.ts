import { advisoryLocks } from '../advisory-locks.ts'
import { createHash } from 'node:crypto'
import type { Clock } from '#shared/kit/clock.ts'
import { ensureRoles } from '../../policy/ensure-roles.ts'
import { putUpWall } from '../../policy/put-up-wall.ts'
import { type Started, problem } from '../../start-problem.ts'
import type { Database, WritableDb } from '../database.ts'
import { rightsMigration } from './0008-rights.ts'
import type { Migration } from './migration.ts'

/** Any number will do, as long as every node of one database uses the same. */

/** Brings the database to what this build expects, or says why it cannot. Nodes that start together wait for one another. */
export function migrate(database: Database, migrations: readonly Migration[], clock: Clock): Promise<Started<number>> {
  return database.transaction((db) => migrateIn(db, migrations, clock), 'owner')
}

/** The same inside a transaction that does more. */
export async function migrateIn(
  db: WritableDb,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<Started<number>> {
  // Whoever owns the tables without being a superuser sees only what the operator sees.
  await db.execute(`SELECT set_config('farline.part', 'operator', true)`)
  await db.execute('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.migration])
  await db.script('SET LOCAL statement_timeout = 0')
  const applied = await appliedMigrations(db)
  // Lists that end before it are older versions, which knew no rights.
  const hasRights = migrations.includes(rightsMigration)
  const toDo = hasRights ? await ensureRoles(db) : undefined
  if (toDo !== undefined) {
    return problem(
      'server/database-roles',
      `The database's user may not make the roles that Farline works under: ${toDo}`,
    )
  }
  const unknown = applied.find(({ number }) => number > migrations.length)
  if (unknown) {
    return problem(
      'server/database-newer',
      `The database is at version ${unknown.number}, newer than this server: start the newer server.`,
    )
  }
  const changed = applied.find(({ number, checksum }) => checksumOf(migrations[number - 1]) !== checksum)
  if (changed) {
    return problem(
      'server/database-changed',
      `Migration ${changed.number} of this build differs from the one applied: use a build that matches the database, or start with an empty one.`,
    )
  }
  for (const migration of migrations.slice(applied.length)) {
    await db.script(migration.sql)
    await db.execute('INSERT INTO migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)', [
      migration.number,
      migration.name,
      checksumOf(migration),
      clock.now(),
    ])
  }
  if (hasRights) await putUpWall(db)
  return { ok: true, value: migrations.length }
}

async function appliedMigrations(db: WritableDb) {
  await db.script(`CREATE TABLE IF NOT EXISTS migration (
    number integer NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL)`)
  return db.query<{ number: number; checksum: string }>('SELECT number, checksum FROM migration ORDER BY number')
}

export function checksumOf(migration: Migration | undefined): string {
  return createHash('sha256')
    .update(migration?.sql ?? '')
    .digest('hex')
}
