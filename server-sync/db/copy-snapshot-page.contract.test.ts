import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snapshotLines, snapshotParts } from '../sync/snapshot.ts'
import { createSqlServerStore } from '../sync/store/sql/sql-server-store.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { feedUntil, parsed, startSyncNode } from '../testing/sync-node.ts'
import { conversationRow, fillWorkplace, lea, note, replicaOf, rowsOf, viewerOf } from '../testing/workplace.ts'
import { copySnapshotPage } from './copy-snapshot-page.ts'

/** What CSV, COPY's text format, SQL and JSON each would like to escape. */
const nasty = [
  'back\\slash \\n \\. \\x01',
  'line\nfeed\r\ntab\t\b\f',
  `'single' "double" ''`,
  'control \u0001\u0002\u001f\u007f',
  'separators \u2028\u2029',
  'مرحبا 你好 👩‍👩‍👧 é',
  '$1 {"json":true} </script>',
  ' \\.',
]
const leaSees = viewerOf('lea', ['brand-a', 'brand-b'])

describe.each(engines)('a copied snapshot on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    await fillWorkplace(
      test.database,
      nasty.map((text, index) =>
        conversationRow(`nasty-${index}`, 'brand-a', { subject: text, snippet: text, tags: [text] }),
      ),
    )
  })
  afterAll(async () => {
    await test.close()
    await engine.stop()
  })

  async function linesOf(parts: AsyncIterable<string | Buffer>): Promise<unknown[]> {
    let text = ''
    for await (const part of parts) text += part.toString()
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  }

  it.each([1, 3, 1_000])('holds the same rows as one made row by row, in pages of %i', async (limit) => {
    const store = createSqlServerStore(test.database)
    for (const viewer of [leaSees, { ...leaSees, brandIds: ['brand-b'] }, { ...leaSees, brandIds: [`it's`] }]) {
      const copied = await linesOf(snapshotParts(store, viewer, copySnapshotPage(test.database), limit))
      expect(copied).toEqual(await linesOf(snapshotLines(store, viewer)))
    }
  })

  it('shows nothing of another organisation, whatever an id contains', async () => {
    const page = copySnapshotPage(test.database)
    const stranger = { ...leaSees, organisationId: `x' OR 'a' = 'a`, brandIds: [`brand-a'), ('`, '"}\\'] }
    expect(await page(stranger, 'conversation', '', 10)).toMatchObject({ count: 0 })
  })

  it('[S1] and what follows it are what the tables hold, also while others write', async () => {
    const store = createSqlServerStore(test.database)
    const node = await startSyncNode(store)
    const writing = (async () => {
      for (let seq = 1; seq <= 15; seq++) await node.applyCommand.device(lea, replicaOf('lea'), note('lea', seq))
    })()
    const lines = await linesOf(snapshotParts(store, leaSees, copySnapshotPage(test.database), 3))
    const done = feedUntil(node.tail, (items) => items.some(({ text }) => text.includes('"deviceSeq":16')))
    await writing
    await node.applyCommand.device(lea, replicaOf('lea'), note('lea', 16))
    await done
    const { seq } = lines[0] as { seq: number }
    const rows = lines.slice(1, -1) as { collection: string; row: { id: string; rev: number } }[]
    const rest = parsed((await store.readFeed(seq, 10_000))?.items ?? []).filter(({ kind }) => kind === 'row')
    const replica = new Map<string, { id: string; rev: number }>()
    for (const { collection, row } of [...rows, ...(rest as typeof rows)]) {
      const key = `${collection}/${row.id}`
      if ((replica.get(key)?.rev ?? 0) < row.rev) replica.set(key, row)
    }
    for (const collection of ['conversation', 'timeline'] as const) {
      const held = [...replica].flatMap(([key, row]) => (key.startsWith(`${collection}/`) ? [row] : []))
      expect(held.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        (await rowsOf(test.database, collection)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      )
    }
    await node.stop()
  })
})
