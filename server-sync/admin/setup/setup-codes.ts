import { createHash } from 'node:crypto'
import type { Clock } from '#shared/kit/clock.ts'
import type { Database, ReadableDb, WritableDb } from '../../db/database.ts'
import { oneTimePassword } from '../one-time-password.ts'

/** Whoever starts the server reads its terminal; nobody else does. A day is enough to open a page. */
const lifetimeMs = 24 * 3_600_000

/** True until the first organisation is there. */
export async function needsSetup(db: ReadableDb): Promise<boolean> {
  return (await db.query(`SELECT 1 FROM directory LIMIT 1`)).length === 0
}

/** Each start, and each node, makes a code of its own. */
export async function makeSetupCode(database: Database, clock: Clock): Promise<string> {
  const code = oneTimePassword()
  await database.transaction(async (db) => {
    await db.execute('DELETE FROM setup_code WHERE made_at < $1', [clock.now() - lifetimeMs])
    await db.execute('INSERT INTO setup_code (code_hash, made_at) VALUES ($1, $2)', [hashOf(code), clock.now()])
  })
  return code
}

export async function isSetupCode(db: ReadableDb, clock: Clock, code: string): Promise<boolean> {
  const found = await db.query('SELECT 1 FROM setup_code WHERE code_hash = $1 AND made_at >= $2', [
    hashOf(code),
    clock.now() - lifetimeMs,
  ])
  return found.length > 0
}

export async function forgetSetupCodes(db: WritableDb): Promise<void> {
  await db.execute('DELETE FROM setup_code')
}

const hashOf = (code: string) => createHash('sha256').update(code.trim().toLowerCase()).digest('hex')
