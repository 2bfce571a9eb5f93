import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { syncedEntities } from '#shared/domain/entities.ts'
import { toSql } from '#shared/schema/to-sql.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { conversationRow, fillWorkplace, rowsOf, workplaceRows } from '../testing/workplace.ts'
import { DatabaseFailure, isConflict, isUnavailable } from './database-failure.ts'
import { migrate } from './migrations/migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { rowStores } from './row-store.ts'

describe.each(engines)('a database on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    await fillWorkplace(test.database)
  })
  afterAll(async () => {
    await test.close()
    await engine.stop()
  })

  it('gives back rows as they were stored', async () => {
    const stored = await rowsOf(test.database, 'conversation')
    expect(stored).toEqual([
      { ...conversationRow('conversation-a', 'brand-a').row, rev: 1 },
      { ...conversationRow('conversation-b', 'brand-b').row, rev: 1 },
    ])
    const agents = await rowsOf(test.database, 'directory')
    expect(agents).toHaveLength(workplaceRows.length - 2)
    expect(agents.find(({ id }) => id === 'lea')).toMatchObject({ brandIds: ['brand-a', 'brand-b'], role: 'lead' })
  })

  it('gives counters and instants as numbers', async () => {
    const [row] = await test.database.query<{ big: unknown }>('SELECT 1795417440000::bigint AS big')
    expect(row).toEqual({ big: 1_795_417_440_000 })
  })

  it('undoes a transaction whose work throws', async () => {
    const work = test.database.transaction(async (db) => {
      await db.execute(`INSERT INTO server_key (name, value) VALUES ('undone', '')`)
      throw new TypeError('a bug')
    })
    await expect(work).rejects.toThrow(TypeError)
    expect(await test.database.query(`SELECT 1 FROM server_key WHERE name = 'undone'`)).toEqual([])
  })

  it('does not call a transaction kept after a statement in it failed, even if the failure was swallowed', async () => {
    const work = test.database.transaction(async (db) => {
      await db.execute(`INSERT INTO server_key (name, value) VALUES ('half', '')`)
      await db.query('SELECT 1 / 0').catch(() => undefined)
      return 'kept'
    })
    await expect(work).rejects.toThrow(DatabaseFailure)
    expect(await test.database.query(`SELECT 1 FROM server_key WHERE name = 'half'`)).toEqual([])
  })

  it('tells a conflict from a database that cannot be asked, and never repeats what the row held', async () => {
    const secret = 'my card is 4111'
    const insert = () =>
      test.database.transaction((db) =>
        db.execute('INSERT INTO server_key (name, value) VALUES ($1, $2)', [secret, secret]),
      )
    await insert()
    const failure = await insert().catch((error: unknown) => error)
    expect(isConflict(failure)).toBe(true)
    expect(isUnavailable(failure)).toBe(false)
    expect(String((failure as Error).stack)).not.toContain('4111')
    expect(isUnavailable(new DatabaseFailure('57P01', ''))).toBe(true)
    expect(isUnavailable(new DatabaseFailure('ECONNREFUSED', ''))).toBe(true)
    expect(isUnavailable(new DatabaseFailure('23514', ''))).toBe(false)
  })

  it('lets transactions that overlap see each other only when committed', async () => {
    const counts = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        test.database.transaction(async (db) => {
          await db.execute('SELECT pg_advisory_xact_lock(7)')
          await db.execute('INSERT INTO server_key (name, value) VALUES ($1, $2)', [`counted-${index}`, ''])
          return (await db.query(`SELECT 1 FROM server_key WHERE name LIKE 'counted-%'`)).length
        }),
      ),
    )
    expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('stores more rows at once than a statement can bind', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) => conversationRow(`many-${index}`, 'brand-a').row)
    await test.database.transaction((db) => rowStores.conversation.insert(db, many as never))
    const [count] = await test.database.query(`SELECT count(*) AS count FROM conversation WHERE id LIKE 'many-%'`)
    expect(count).toEqual({ count: 4_000 })
  })

  describe('migrations', () => {
    it('are applied once', async () => {
      expect(await migrate(test.database, migrations, systemClock)).toEqual({ ok: true, value: migrations.length })
    })

    it('refuse a database that a newer server has changed', async () => {
      expect(await migrate(test.database, migrations.slice(0, 1), systemClock)).toMatchObject({
        problem: 'server/database-newer',
      })
    })

    it('refuse a build whose text differs from what was applied', async () => {
      const changed = migrations.map((migration) => ({ ...migration, sql: `${migration.sql} -- other` }))
      expect(await migrate(test.database, changed, systemClock)).toMatchObject({ problem: 'server/database-changed' })
    })

    it('leave the tables as the entities describe them', async () => {
      const shapes = await test.database.transaction(async (db) => {
        await db.script('CREATE SCHEMA expected; SET LOCAL search_path TO expected')
        for (const entity of Object.values(syncedEntities)) await db.script(toSql(entity))
        return { actual: await shapeOf('public'), expected: await shapeOf('expected') }

        async function shapeOf(schema: string) {
          const tables = Object.keys(syncedEntities)
          // By name: a column that came later stands at the end of its table, and every statement names its columns.
          const columns = await db.query(
            `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
             WHERE table_schema = $1 AND table_name = ANY($2) ORDER BY table_name, column_name`,
            [schema, tables],
          )
          const checks = await db.query(
            `SELECT conrelid::regclass::text AS on_table, pg_get_constraintdef(oid) AS definition FROM pg_constraint
             WHERE connamespace = $1::regnamespace AND contype = 'c' ORDER BY 1, 2`,
            [schema],
          )
          const indexes = await db.query<{ definition: string }>(
            'SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = $1 AND tablename = ANY($2) ORDER BY 1',
            [schema, tables],
          )
          return { columns, checks: unqualified(checks), indexes: unqualified(indexes) }
        }
        function unqualified(rows: readonly object[]) {
          return rows.map((row) => JSON.stringify(row).replaceAll(/(public|expected)\./g, ''))
        }
      }, 'owner')
      expect(shapes.actual.columns).toEqual(shapes.expected.columns)
      expect(shapes.actual.checks).toEqual(expect.arrayContaining(shapes.expected.checks))
      expect(shapes.actual.indexes).toEqual(expect.arrayContaining(shapes.expected.indexes))
    })
  })
})
