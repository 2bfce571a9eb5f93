import type { WritableDb } from './database.ts'
import type { Scope } from './scope.ts'

/**
 * Within somebody's transaction: what follows from their deed in tables that they have no rights to. It is the server's own
 * doing, for which the deed itself must have been allowed before. A failure ends the transaction, and the operator with it.
 */
export async function asOperator<Result>(db: WritableDb, scope: Scope, work: () => Promise<Result>): Promise<Result> {
  if (scope === 'owner' || 'part' in scope) return work()
  await db.query(`SELECT set_config('role', 'farline_server', true), set_config('farline.part', 'operator', true)`)
  const result = await work()
  await db.query(`SELECT set_config('farline.part', '', true), set_config('role', 'farline_actor', true)`)
  return result
}
