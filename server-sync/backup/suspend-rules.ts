import type { WritableDb } from '../db/database.ts'
import { quoted } from './catalogue.ts'

const triggerModes: Record<string, string> = { O: 'ENABLE', A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA' }

/**
 * While rows come back as they were, nothing may act on them or ask in which order they come: references (which are checked as
 * a whole when they are put back), triggers, and row security that holds for the owner too. Needs no more than the tables' owner.
 * @returns puts everything back as it was.
 */
export async function suspendRules(db: WritableDb): Promise<() => Promise<void>> {
  const references = await db.query<{ table: string; name: string; definition: string }>(
    `SELECT relname::text AS table, conname::text AS name, pg_get_constraintdef(pg_constraint.oid) AS definition
     FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
     WHERE contype = 'f' AND relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  )
  const triggers = await db.query<{ table: string; name: string; mode: string }>(
    `SELECT relname::text AS table, tgname::text AS name, tgenabled::text AS mode
     FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
     WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  )
  const forced = await db.query<{ table: string }>(
    `SELECT relname::text AS table FROM pg_class
     WHERE relforcerowsecurity AND relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  const alter = (table: string, action: string) => db.script(`ALTER TABLE ${quoted(table)} ${action}`)
  for (const { table, name } of references) await alter(table, `DROP CONSTRAINT ${quoted(name)}`)
  for (const { table, name } of triggers) await alter(table, `DISABLE TRIGGER ${quoted(name)}`)
  for (const { table } of forced) await alter(table, 'NO FORCE ROW LEVEL SECURITY')
  return async () => {
    for (const { table, name, definition } of references)
      await alter(table, `ADD CONSTRAINT ${quoted(name)} ${definition}`)
    for (const { table, name, mode } of triggers) await alter(table, `${triggerModes[mode]} TRIGGER ${quoted(name)}`)
    for (const { table } of forced) await alter(table, 'FORCE ROW LEVEL SECURITY')
  }
}
