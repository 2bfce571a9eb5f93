import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { matrixAskers } from '../testing/matrix/askers.ts'
import { type Verdict, checkFirstWall, checkSecondWall, storeMatrix } from '../testing/matrix/check-walls.ts'
import { granted } from '../testing/matrix/granted.ts'
import type { Specimen } from '../testing/matrix/specimens.ts'
import { inTheirOrganisation } from './condition.ts'
import { policies } from './policies.ts'
import { putUpWall } from './put-up-wall.ts'

/** Some twenty thousand statements, each undone. */
const wholeMatrixMs = 300_000
const asWanted = { wronglyAllowed: [], wronglyDenied: [] }

/** As if somebody had forgotten to write it. */
const withoutOrganisation = policies.map((sentence) =>
  sentence.table === 'conversation' && sentence.who.kind === 'agent'
    ? { ...sentence, where: sentence.where.filter((condition) => condition !== inTheirOrganisation) }
    : sentence,
)

describe.each(engines)('who may do what on $engine', ({ engine: name, start }) => {
  let engine: Engine
  let test: TestDatabase
  let specimens: readonly Specimen[]
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    specimens = await storeMatrix(test.database)
  })
  afterAll(async () => {
    await test.close()
    await engine.stop()
  })

  const tell = (wall: string, { asked, granted: wanted, wronglyAllowed, wronglyDenied }: Verdict) =>
    process.stdout.write(
      `${wall} on ${name}: ${asked} questions of ${matrixAskers.length} askers, ${wanted} granted, ` +
        `${wronglyAllowed.length} allowed that should not be, ${wronglyDenied.length} denied that should not be\n`,
    )
  const of = (table: string) => specimens.filter((specimen) => specimen.table === table)
  const rebuilt = () => test.database.transaction((db) => putUpWall(db), 'owner')
  const planted = (sql: string) => test.database.transaction((db) => db.script(sql), 'owner')

  it('is written down for every table that the database has', async () => {
    const tables = await test.database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    )
    expect(tables.map((table) => table.name).toSorted()).toEqual(Object.keys(granted).toSorted())
    expect([...new Set(policies.map(({ table }) => table))].toSorted()).toEqual(Object.keys(granted).toSorted())
  })

  it('is kept by the code', () => {
    const verdict = checkFirstWall(specimens, policies)
    tell('the first wall', verdict)
    expect(verdict).toMatchObject(asWanted)
  })

  it(
    'is kept by the database itself',
    async () => {
      const verdict = await checkSecondWall(test.database, specimens)
      tell('the second wall', verdict)
      expect(verdict).toMatchObject(asWanted)
    },
    wholeMatrixMs,
  )

  it('no role of ours may empty a table, or change its shape', async () => {
    for (const part of ['operator', 'door'] as const) {
      for (const sql of ['TRUNCATE audit', 'TRUNCATE conversation', 'ALTER TABLE audit DISABLE TRIGGER ALL'])
        await expect(
          test.database.transaction((db) => db.script(sql), { part }),
          `${part} ${sql}`,
        ).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('a wall that stands is left alone; one with a gap is mended at the next start', async () => {
    expect(await rebuilt()).toEqual([])
    await planted('ALTER TABLE conversation NO FORCE ROW LEVEL SECURITY; GRANT DELETE ON timeline TO farline_actor')
    expect(await rebuilt()).toEqual(['conversation', 'timeline'])
    expect(await rebuilt()).toEqual([])
  })

  describe('a matrix that can fail', () => {
    afterAll(rebuilt)

    it('shows a condition that was forgotten, in both walls', async () => {
      const some = of('conversation')
      const first = checkFirstWall(some, withoutOrganisation)
      expect(first.wronglyAllowed).toContain(
        'conversation.work may see conversation (organisation other, brand own, whose other)',
      )
      await test.database.transaction((db) => putUpWall(db, withoutOrganisation), 'owner')
      const second = await checkSecondWall(test.database, some)
      expect(second.wronglyAllowed.toSorted()).toEqual(first.wronglyAllowed.toSorted())
    })

    it('shows a policy that was dropped, row security that is off, and a grant too many', async () => {
      await rebuilt()
      const [policy] = await test.database.query<{ name: string }>(
        `SELECT polname AS name FROM pg_policy WHERE polrelid = 'customer'::regclass AND polcmd = 'r'
           AND polname LIKE '%farline_actor%'`,
      )
      await planted(`DROP POLICY "${policy?.name}" ON customer`)
      const dropped = await checkSecondWall(test.database, of('customer'))
      expect(dropped.wronglyAllowed).toEqual([])
      expect(dropped.wronglyDenied).toContain('lead may see customer (organisation own, brand own, whose other)')
      await rebuilt()
      await planted('ALTER TABLE knowledge DISABLE ROW LEVEL SECURITY')
      expect((await checkSecondWall(test.database, of('knowledge'))).wronglyAllowed).toContain(
        'agent may see knowledge (organisation other, brand own)',
      )
    })
  })
})
