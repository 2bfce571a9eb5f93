import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SyncedCollection, syncedEntities } from '#shared/domain/entities.ts'
import { systemClock } from '#shared/kit/clock.ts'
import { type Engine, type TestDatabase, engines } from '../../testing/engines.ts'
import { rowsOf } from '../../testing/workplace.ts'
import { fillTables } from '../../testing/fill-tables.ts'
import type { Database } from '../database.ts'
import { DatabaseFailure } from '../database-failure.ts'
import { under } from '../under.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migration.ts'
import { migrations } from './migrations.ts'

const planted = (sql: string): readonly Migration[] => [
  ...migrations,
  { number: migrations.length + 1, name: 'planted', sql },
]

describe.each(engines)('migrations on old data, on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let owner: Database
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    owner = under(test.database, 'owner')
  })
  afterAll(async () => {
    await test.close()
    await engine.stop()
  })
  beforeEach(() => owner.transaction((db) => db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public')))

  const to = (list: readonly Migration[]) => migrate(owner, list, systemClock)
  const version = async () => (await owner.query('SELECT 1 FROM migration')).length

  async function counts(): Promise<Record<string, number>> {
    const tables = await owner.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY 1`,
    )
    const counted: Record<string, number> = {}
    for (const { name } of tables) {
      const [row] = await owner.query<{ count: number }>(`SELECT count(*) AS count FROM "${name}"`)
      counted[name] = row?.count ?? 0
    }
    return counted
  }

  /** @returns tables that have fewer rows after the rest of the migrations than before. */
  async function rehearse(from: number, list: readonly Migration[] = migrations): Promise<readonly string[]> {
    expect(await to(list.slice(0, from))).toMatchObject({ ok: true })
    await owner.transaction((db) => fillTables(db))
    const before = await counts()
    expect(Object.values(before).every((count) => count > 0)).toBe(true)
    expect(await to(list)).toEqual({ ok: true, value: list.length })
    const after = await counts()
    return Object.keys(before).filter((table) => (after[table] ?? 0) < (before[table] ?? 0))
  }

  it.each(migrations.slice(0, -1).map(({ number, name }) => [number, name] as const))(
    'from version %i (%s), with rows of that time, none is lost',
    async (number) => {
      expect(await rehearse(number)).toEqual([])
      expect(await version()).toBe(migrations.length)
    },
  )

  it('carries over how far each desk was decided and why commands were refused', async () => {
    await rehearse(2)
    expect(await owner.query('SELECT replica_id, device_seq FROM device_log ORDER BY 1 LIMIT 1')).toEqual([
      { replica_id: 'replica-id-0', device_seq: 1 },
    ])
    expect(
      await owner.query('SELECT refusal FROM device_command WHERE refusal IS NOT NULL ORDER BY device_seq LIMIT 1'),
    ).toEqual([{ refusal: { kind: 'device_command-refusal-1', retryable: false } }])
  })

  it('calls what was held for second thoughts delayed, knows who answered last, and turns the feed into rows of now', async () => {
    await to(migrations.slice(0, 8))
    const undo = { waitingSinceAt: 1, lastMessageAt: 1, lastMessageBy: 'customer', snippet: '', heldUntilAt: 7 }
    const talk = `'{"id":"c","organisationId":"o","brandId":"b","rev":1,"customerId":"p","queueId":"","assigneeId":null,
      "channel":"chat","subject":"","status":"open","snoozedUntilAt":0,"priority":"normal","language":"","tags":[],
      "lastNumber":2,"lastMessageAt":1,"lastMessageBy":"agent","snippet":"","waitingSinceAt":1,"unreadCount":0,
      "heldUntilAt":9,"openedAt":1,"resolvedAt":0}'`
    const entry = `'{"id":"m2","organisationId":"o","brandId":"b","rev":1,"conversationId":"c","number":2,"kind":"message",
      "authorKind":"agent","authorId":"ben","text":"","language":"","event":null,"deliveryState":"held","dueAt":9,
      "undo":${JSON.stringify(undo)},"createdAt":1}'`
    await owner.transaction((db) =>
      db.script(`
        INSERT INTO conversation SELECT "id", "organisationId", "brandId", "rev", "customerId", "queueId", "assigneeId", "channel",
          "subject", "status", "snoozedUntilAt", "priority", "language", "tags", "lastNumber", "lastMessageAt", "lastMessageBy",
          "snippet", "waitingSinceAt", "unreadCount", "heldUntilAt", "openedAt", "resolvedAt"
          FROM jsonb_to_record(${talk}::jsonb) AS r("id" text, "organisationId" text, "brandId" text, "rev" bigint,
            "customerId" text, "queueId" text, "assigneeId" text, "channel" text, "subject" text, "status" text,
            "snoozedUntilAt" bigint, "priority" text, "language" text, "tags" jsonb, "lastNumber" bigint,
            "lastMessageAt" bigint, "lastMessageBy" text, "snippet" text, "waitingSinceAt" bigint, "unreadCount" bigint,
            "heldUntilAt" bigint, "openedAt" bigint, "resolvedAt" bigint);
        INSERT INTO timeline VALUES
          ('m1', 'o', 'b', 1, 'c', 1, 'message', 'agent', 'ana', '', '', NULL, 'sent', 0, NULL, 1),
          ('m2', 'o', 'b', 1, 'c', 2, 'message', 'agent', 'ben', '', '', NULL, 'held', 9, '${JSON.stringify(undo)}', 1);
        INSERT INTO feed (seq, ends_transaction, organisation_id, brand_id, payload, collection) VALUES
          (1, true, 'o', 'b', '{"kind":"row","collection":"conversation","row":' || ${talk} || '}', 'conversation'),
          (2, true, 'o', 'b', '{"kind":"row","collection":"timeline","row":' || ${entry} || '}', 'timeline');`),
    )
    await to(migrations)
    const [conversation] = await rowsOf(owner, 'conversation')
    expect(conversation).toMatchObject({
      delayedUntilAt: 9,
      lastAnswers: [
        { agentId: 'ben', number: 2 },
        { agentId: 'ana', number: 1 },
      ],
    })
    const entries = await rowsOf(owner, 'timeline')
    expect(entries.map(({ deliveryState }) => deliveryState)).toEqual(['sent', 'delayed'])
    expect(entries[1]?.undo).toMatchObject({ delayedUntilAt: 7, lastAnswers: [] })
    const fed = await owner.query<{ payload: string }>('SELECT payload FROM feed ORDER BY seq')
    for (const { payload } of fed) {
      const { collection, row } = JSON.parse(payload) as { collection: SyncedCollection; row: object }
      expect(syncedEntities[collection].schema.safeParse(row).error?.message).toBeUndefined()
    }
    expect(JSON.parse(fed[1]?.payload ?? '')).toMatchObject({ row: { deliveryState: 'delayed' } })
  })

  it('notices a migration that only works on empty tables, and leaves the database as it was', async () => {
    const careless = planted('ALTER TABLE timeline ADD COLUMN mood text NOT NULL')
    expect(await to(careless)).toMatchObject({ ok: true })
    await owner.transaction((db) => db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
    await expect(rehearse(migrations.length, careless)).rejects.toThrow(DatabaseFailure)
    expect(await version()).toBe(migrations.length)
    expect(await to(migrations)).toMatchObject({ ok: true })
    expect((await counts())['timeline']).toBe(6)
  })

  it('notices a migration that loses rows', async () => {
    expect(await rehearse(migrations.length, planted(`DELETE FROM timeline WHERE number > 3`))).toEqual(['timeline'])
  })

  it('knows no way back, and takes no migration whose text has changed since', async () => {
    await to(planted('CREATE TABLE newer (id text)'))
    expect(await to(migrations)).toMatchObject({ problem: 'server/database-newer' })
    expect(await to(planted('CREATE TABLE newer (id bigint)'))).toMatchObject({ problem: 'server/database-changed' })
    const [first, ...rest] = migrations
    const edited = [{ number: 1, name: 'entities', sql: `${first?.sql} ` }, ...rest, ...planted('').slice(-1)]
    expect(await to(edited)).toMatchObject({ problem: 'server/database-changed' })
  })

  it('are numbered without gaps', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
  })
})
