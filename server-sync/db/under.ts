import type { Database } from './database.ts'
import type { Scope } from './scope.ts'

/** The same database for one part of the server, or for one actor: whatever it asks is asked under this scope. */
export function under(database: Database, scope: Scope): Database {
  return {
    engine: database.engine,
    query: (sql, values, given) => database.query(sql, values, given ?? scope),
    transaction: (work, given) => database.transaction(work, given ?? scope),
    lead: (key, signal, given) => database.lead(key, signal, given ?? scope),
    copyLines: (select, given) => database.copyLines(select, given ?? scope),
    home: () => database.home(),
    openBus: (onFailure) => database.openBus(onFailure),
    close: () => database.close(),
  }
}
