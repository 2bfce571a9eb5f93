import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'

/** A secret that this database made for itself: the same on every node and after every restart. */
export async function serverKey(database: Database, name: string): Promise<Buffer> {
  const value = await database.transaction(async (db) => {
    await db.execute('INSERT INTO server_key (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      name,
      randomBytes(32).toString('base64url'),
    ])
    const [key] = await db.query<{ value: string }>('SELECT value FROM server_key WHERE name = $1', [name])
    return key?.value
  })
  if (value === undefined) throw new Error('a server key was neither found nor made')
  return Buffer.from(value, 'base64url')
}
