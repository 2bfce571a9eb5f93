import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { ana } from '../testing/workplace.ts'
import { type Anchors, openAnchors } from './anchors.ts'
import type { AuditEntry } from './audit-entry.ts'
import { createAuditKeeper } from './audit-keeper.ts'
import { entryColumns, entryHash } from './entry-hash.ts'
import type { ChainEntry } from './entry-hash.ts'
import { createRecordAudit } from './record-audit.ts'
import { verifyAudit } from './verify-audit.ts'

const clock = { now: () => 1_000 }
const recordAudit = createRecordAudit(clock)

const entry = (subjectId: string, given: Partial<AuditEntry> = {}): AuditEntry => ({
  organisationId: 'org-1',
  actorKind: 'agent',
  actorId: 'ana',
  verb: 'conversation.assign',
  subjectId,
  detail: { name: 'Zoë 你好 "quoted"', count: 2, isNew: true },
  ...given,
})

describe.each(engines)('the audit on $engine', ({ engine: name, start }) => {
  let engine: Engine
  let test: TestDatabase
  let directory: string
  let anchors: Anchors
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    directory = await mkdtemp(path.join(os.tmpdir(), 'farline-anchors-'))
    anchors = openAnchors(directory)
  })
  afterEach(async () => {
    await test.close()
    await rm(directory, { recursive: true, force: true })
  })

  const append = (...entries: readonly AuditEntry[]) =>
    test.database.transaction(async (db) => {
      for (const each of entries) await recordAudit(db, each)
    })
  const many = (count: number) => append(...Array.from({ length: count }, (_, index) => entry(`subject-${index + 1}`)))
  /** As somebody would who owns the database: past its triggers. */
  const tamper = (sql: string) =>
    test.database.transaction((db) => db.script(`SET LOCAL session_replication_role = replica; ${sql}`), 'owner')
  const verified = async () => verifyAudit(test.database, await anchors.read())
  const found = async () => (await verified()).broken
  const chain = (database: Database = test.database) =>
    database.query<ChainEntry>(`SELECT ${entryColumns} FROM audit ORDER BY organisation_id, number`)

  function keeperOf(over: Anchors = anchors) {
    const time = createManualTime()
    const broken: string[] = []
    const keeper = createAuditKeeper({
      database: test.database,
      anchors: over,
      clock,
      timers: time.timers,
      onFailure: (error) => {
        throw error
      },
      onBroken: (organisationId) => broken.push(organisationId),
    })
    return { keeper, time, broken }
  }

  async function anchored(count: number) {
    await many(count)
    const { keeper } = keeperOf()
    keeper.note('org-1')
    await keeper.stop()
  }

  it('numbers the entries of each organisation, and each holds the hash of the one before', async () => {
    await append(entry('a'), entry('b'), entry('c', { organisationId: 'org-2' }))
    const [first, second, other] = await chain()
    expect([first?.number, second?.number, other?.number]).toEqual([1, 2, 1])
    expect(second?.previousHash).toBe(first?.hash)
    expect([first?.previousHash, other?.previousHash]).toEqual(['', ''])
    for (const each of [first, second, other]) expect(each && entryHash(each)).toBe(each?.hash)
    expect(await verified()).toMatchObject({ state: 'whole', chains: 2, entries: 3, isAnchored: false })
  })

  it('is written with what it tells of, or not at all', async () => {
    const work = test.database.transaction(async (db) => {
      await recordAudit(db, entry('a'))
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    await many(1)
    expect((await chain()).map(({ subjectId, number }) => [subjectId, number])).toEqual([['subject-1', 1]])
  })

  it('lets nobody change it, remove from it or empty it, and nobody write in another’s name', async () => {
    await many(2)
    for (const scope of [undefined, 'owner' as const]) {
      for (const sql of [`UPDATE audit SET verb = 'x'`, 'DELETE FROM audit', 'TRUNCATE audit'])
        await expect(test.database.transaction((db) => db.script(sql), scope)).rejects.toMatchObject({ code: '42501' })
    }
    const asAna = (given: Partial<AuditEntry>) =>
      test.database.transaction((db) => recordAudit(db, entry('a', given)), { actor: ana })
    await asAna({})
    for (const given of [{ actorId: 'ben' }, { organisationId: 'org-2' }, { actorKind: 'system' as const }])
      await expect(asAna(given)).rejects.toMatchObject({ code: '42501' })
    expect(await verified()).toMatchObject({ state: 'whole', entries: 3 })
  })

  it.each([
    ['changed', `UPDATE audit SET detail = '{}' WHERE number = 3`, 3],
    ['changed', `UPDATE audit SET actor_id = 'ben' WHERE number = 1`, 1],
    ['removed', 'DELETE FROM audit WHERE number = 3', 3],
    ['removed', 'DELETE FROM audit WHERE number = 1', 1],
    [
      'reordered',
      `UPDATE audit SET number = 100 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 4;
       UPDATE audit SET number = 4 WHERE number = 100`,
      2,
    ],
    ['shortened', 'DELETE FROM audit WHERE number > 3', 4],
    ['shortened', 'DELETE FROM audit', 1],
  ] as const)('shows what was %s: %s', async (why, sql, number) => {
    await anchored(5)
    expect(await verified()).toMatchObject({ state: 'whole', isAnchored: true })
    await tamper(sql)
    expect(await found()).toEqual([{ organisationId: 'org-1', number, why }])
  })

  it('shows a chain that was written anew and agrees with itself', async () => {
    await anchored(5)
    await tamper('DELETE FROM audit')
    await append(...Array.from({ length: 6 }, (_, index) => entry(`other-${index}`)))
    expect(await verifyAudit(test.database, { state: 'none' })).toMatchObject({ state: 'whole' })
    expect(await found()).toEqual([{ organisationId: 'org-1', number: 5, why: 'rewritten' }])
  })

  it('an anchor never follows a chain that is not the one it was taken from', async () => {
    await anchored(5)
    const before = await readFile(path.join(directory, 'audit-anchors/anchors.json'), 'utf8')
    await tamper('DELETE FROM audit WHERE number > 3')
    await many(4)
    const { keeper, broken } = keeperOf()
    keeper.note('org-1')
    await keeper.stop()
    expect(broken).toEqual(['org-1'])
    expect(await readFile(path.join(directory, 'audit-anchors/anchors.json'), 'utf8')).toBe(before)
    expect(await found()).toEqual([{ organisationId: 'org-1', number: 5, why: 'rewritten' }])
  })

  it('shows anchors that somebody wrote without the key, and a key that is gone', async () => {
    await anchored(2)
    const file = path.join(directory, 'audit-anchors/anchors.json')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"number":2', '"number":1'))
    expect(await verified()).toMatchObject({ state: 'anchors-forged' })
    await writeFile(file, text)
    expect(await verified()).toMatchObject({ state: 'whole' })
    await rm(path.join(directory, 'audit-anchors/key'))
    expect(await verified()).toMatchObject({ state: 'anchors-forged' })
  })

  it('is anchored at most once a second, and again when every open transaction has ended', async () => {
    const written: number[] = []
    let onWritten: () => void = () => undefined
    const { keeper, time } = keeperOf({
      ...anchors,
      async write(chains) {
        await anchors.write(chains)
        written.push(chains[0]?.head.number ?? 0)
        onWritten()
      },
    })
    const next = () => new Promise<void>((resolve) => (onWritten = resolve))
    await many(1)
    keeper.note('org-1')
    time.advance(999)
    await many(2)
    keeper.note('org-1')
    const first = next()
    time.advance(1)
    await first
    expect(written).toEqual([3])
    // One that was noted, and whose transaction took longer.
    await many(1)
    const second = next()
    time.advance(19_000)
    await second
    expect(written).toEqual([3, 4])
    await keeper.stop()
  })

  it('a server that dies between commit and anchor goes on where the chain is', async () => {
    await anchored(2)
    await many(3)
    expect(await verified()).toMatchObject({ state: 'whole', entries: 5 })
    const { keeper, broken } = keeperOf()
    await keeper.settle(undefined)
    expect(broken).toEqual([])
    await tamper('DELETE FROM audit WHERE number = 5')
    expect(await found()).toEqual([{ organisationId: 'org-1', number: 5, why: 'shortened' }])
  })

  it('a restored database goes on with an entry that says so; without a new epoch it is shown as broken', async () => {
    await anchored(5)
    await tamper('DELETE FROM audit WHERE number > 3')
    const unasked = keeperOf()
    await unasked.keeper.settle(undefined)
    expect(unasked.broken).toEqual(['org-1'])
    expect(await found()).toEqual([{ organisationId: 'org-1', number: 4, why: 'shortened' }])
    const restored = keeperOf()
    await restored.keeper.settle('epoch-2')
    expect(restored.broken).toEqual([])
    expect((await chain()).at(-1)).toMatchObject({ number: 4, verb: 'audit.restored', subjectId: 'epoch-2' })
    await many(2)
    const after = await verified()
    expect(after).toMatchObject({ state: 'whole', entries: 6 })
    expect(after.restorations).toMatchObject([
      { organisationId: 'org-1', epoch: 'epoch-2', was: { number: 5 }, wentOnFrom: { number: 3 } },
    ])
  })

  it('what the restore has recorded itself, or another node, is recorded no second time', async () => {
    await anchored(5)
    await tamper('DELETE FROM audit WHERE number > 3')
    await append(entry('epoch-2', { actorKind: 'operator', actorId: 'operator', verb: 'audit.restored' }))
    await many(2)
    const { keeper, broken } = keeperOf()
    await keeper.settle('epoch-2')
    expect(broken).toEqual([])
    const after = await verified()
    expect(after).toMatchObject({ state: 'whole', entries: 6 })
    expect(after.restorations).toMatchObject([{ was: { number: 5 }, wentOnFrom: { number: 3 } }])
    expect((await chain()).filter(({ verb }) => verb === 'audit.restored')).toHaveLength(1)
  })

  // PGlite has one node by construction.
  it.each(name === 'PostgreSQL' ? ['two nodes'] : [])(
    '%s that append at once make one chain without gaps',
    async () => {
      const [first, second] = [test.database, await test.another()]
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? first : second).transaction(async (db) => {
            await recordAudit(db, entry(`subject-${index}`, { organisationId: `org-${1 + (index % 3 === 0 ? 1 : 0)}` }))
          }),
        ),
      )
      expect(await verified()).toMatchObject({ state: 'whole', entries: 40, chains: 2 })
    },
  )
})
