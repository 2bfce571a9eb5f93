import type { RowWrite } from '#shared/domain/command.ts'
import { syncedCollections, syncedEntities } from '#shared/domain/entities.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { hashPassword } from '../auth/password.ts'
import type { Database, WritableDb } from '../db/database.ts'
import { type RowStore, rowStores } from '../db/row-store.ts'

/**
 * Fills an empty database. The feed stays empty: nobody has a replica yet, and a snapshot serves these rows.
 * @returns how many rows were written; 0 when there was something already.
 */
export async function seed(database: Database, content: () => readonly RowWrite[]): Promise<number> {
  return database.transaction(async (db) => {
    const [known] = await db.query('SELECT 1 FROM directory LIMIT 1')
    if (known) return 0
    const rows = content()
    for (const collection of syncedCollections) {
      const own = rows.filter((write) => write.collection === collection)
      const checked = own.map(
        ({ row }) => syncedEntities[collection].schema.parse({ ...row, rev: 1 }) as { id: string },
      )
      await (rowStores[collection] as RowStore<{ readonly id: string }>).insert(db, checked)
    }
    return rows.length
  })
}

/** Every agent of a demonstration has the same password, so it is hashed once. */
export async function refreshDemoCredentials(database: Database, password: string, clock: Clock): Promise<void> {
  const secret = await hashPassword(password)
  await database.transaction(async (db: WritableDb) => {
    await db.execute(
      `INSERT INTO credential (agent_id, organisation_id, email, secret, changed_at)
       SELECT id, organisation_id, lower(email), $1, $2 FROM directory WHERE kind = 'agent' AND email <> ''
       ON CONFLICT (agent_id) DO UPDATE SET secret = excluded.secret, email = excluded.email, changed_at = excluded.changed_at`,
      [secret, clock.now()],
    )
  })
}
