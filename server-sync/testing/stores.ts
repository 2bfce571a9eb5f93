import type { SyncedCollection, SyncedRows } from '#shared/domain/entities.ts'
import { createMemoryServerStore } from '../sync/store/memory/memory-server-store.ts'
import { createMemoryTables } from '../sync/store/memory/memory-tables.ts'
import type { ServerStore } from '../sync/store/server-store.ts'
import { createSqlServerStore } from '../sync/store/sql/sql-server-store.ts'
import { engines } from './engines.ts'
import { fillWorkplace, replicaOf, rowsOf, workplaceRows } from './workplace.ts'

/** One kind of store, for a suite that must hold on each. */
export interface StoreEngine {
  /** A new store with the small organisation in it. */
  fresh(): Promise<TestStore>
  stop(): Promise<void>
}

export interface TestStore {
  readonly store: ServerStore
  rowsOf<Name extends SyncedCollection>(name: Name): Promise<readonly SyncedRows[Name][]>
  deliveries(): Promise<readonly { readonly messageId: string; readonly channel: string }[]>
  /** From now on new entries of timelines cannot be stored, as if there were a bug. Call the result to end it. */
  breakTimeline(): Promise<() => Promise<void>>
  close(): Promise<void>
}

export const stores = [
  ...engines.map(({ engine, start }) => ({ engine, start: () => startSql(start) })),
  { engine: 'memory', start: startMemory },
] as const

async function startSql(start: (typeof engines)[number]['start']): Promise<StoreEngine> {
  const engine = await start()
  return {
    stop: () => engine.stop(),
    async fresh() {
      const { database, close } = await engine.fresh()
      await fillWorkplace(database)
      return {
        store: createSqlServerStore(database),
        rowsOf: (name) => rowsOf(database, name),
        deliveries: () => database.query('SELECT message_id AS "messageId", channel FROM delivery'),
        async breakTimeline() {
          await database.transaction(
            (db) =>
              db.script(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'bug'; END $$;
              CREATE TRIGGER fail BEFORE INSERT ON timeline FOR EACH ROW EXECUTE FUNCTION fail()`),
            'owner',
          )
          return () =>
            database.transaction((db) => db.script('DROP TRIGGER fail ON timeline; DROP FUNCTION fail'), 'owner')
        },
        close,
      }
    },
  }
}

async function startMemory(): Promise<StoreEngine> {
  return {
    stop: async () => undefined,
    async fresh() {
      const tables = createMemoryTables('epoch')
      for (const { collection, row } of workplaceRows) tables.rows.get(collection)?.set(row.id, { ...row, rev: 1 })
      for (const name of ['ana', 'ben', 'lea', 'eve'])
        tables.desks.set(replicaOf(name), { currentLogId: '', logs: new Map() })
      const real = createMemoryServerStore({ tables })
      let isBroken = false
      const store: ServerStore = {
        ...real,
        transaction: (work) =>
          real.transaction((transaction) =>
            work({
              ...transaction,
              async writeRows(writes) {
                if (isBroken && writes.some(({ collection }) => collection === 'timeline')) throw new Error('bug')
                return transaction.writeRows(writes)
              },
            }),
          ),
      }
      return {
        store,
        rowsOf: async (name) =>
          [...(tables.rows.get(name)?.values() ?? [])].sort((a, b) => a.id.localeCompare(b.id)) as never,
        deliveries: async () =>
          [...tables.deliveries.values()].map(({ messageId, channel }) => ({ messageId, channel })),
        async breakTimeline() {
          isBroken = true
          return async () => void (isBroken = false)
        },
        close: async () => undefined,
      }
    },
  }
}
