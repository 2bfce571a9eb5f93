import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedPageSchema } from '#shared/sync/feed.ts'
import type { Viewer } from '../policy/may-see.ts'
import { commit, nameOf } from '../testing/commit.ts'
import { type SyncNode, feedUntil, parsed, startSyncNode } from '../testing/sync-node.ts'
import { type StoreEngine, type TestStore, stores } from '../testing/stores.ts'
import { ana, lea, note, org, replicaOf, viewerOf } from '../testing/workplace.ts'
import type { FeedItem } from './feed-window.ts'
import { pageText, visibleTo } from './page-text.ts'
import { snapshotLines } from './snapshot.ts'

const anaSees = viewerOf('ana', ['brand-a'])
const leaSees = viewerOf('lea', ['brand-a', 'brand-b'])

describe.each(stores)('the feed on $engine', ({ engine: engineName, start }) => {
  let engine: StoreEngine
  let test: TestStore
  let node: SyncNode
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    node = await startSyncNode(test.store)
  })
  afterEach(async () => {
    await node.stop()
    await test.close()
  })

  async function linesOf(viewer: Viewer): Promise<string[]> {
    let text = ''
    for await (const part of snapshotLines(test.store, viewer)) text += part
    return text.trimEnd().split('\n')
  }

  async function readAll(limit: number): Promise<{ pages: FeedItem[][]; items: FeedItem[] }> {
    const pages: FeedItem[][] = []
    for (let after = 0; ; ) {
      const window = await test.store.readFeed(after, limit)
      if (!window) throw new Error('the feed does not reach back')
      if (window.to === after) return { pages, items: pages.flat() }
      pages.push([...window.items])
      after = window.to
    }
  }

  it('[F1] loses nothing and numbers without gaps while sixteen writers commit in any order', async () => {
    const writers = 16
    const each = engineName === 'PostgreSQL' ? 12 : 3
    const total = writers * each
    const done = feedUntil(node.tail, (items) => items.length === total * 3)
    let open: (() => void)[] = []
    let active = writers
    /** Slow transactions stay open while others commit, until only slow ones are left. */
    const releaseWhenAllWait = () => {
      if (open.length < active) return
      for (const release of open) release()
      open = []
    }
    const staysOpen = () =>
      new Promise<void>((resolve) => {
        open.push(resolve)
        releaseWhenAllWait()
      })
    const write = async (writer: number) => {
      for (let turn = 0; turn < each; turn++) {
        const isSlow = engineName === 'PostgreSQL' && (writer + turn) % 5 === 0
        await commit(test.store, `w${writer}t${turn}`, 3, isSlow ? staysOpen : undefined)
        node.wake()
      }
      active -= 1
      releaseWhenAllWait()
    }
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
    const seen = await done
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: total * 3 }, (_, index) => index + 1))
    expect(new Set(seen.map(nameOf)).size).toBe(total)
    expect((await readAll(1_000)).items).toEqual(seen)
    expect(node.failures).toEqual([])
  })

  it('[F2] never splits a transaction, whatever the limit of a page', async () => {
    const sizes = [1, 5, 2, 7, 1, 1, 9, 3]
    const done = feedUntil(node.tail, (items) => items.length === sizes.reduce((sum, size) => sum + size))
    for (const [index, size] of sizes.entries()) await commit(test.store, `t${index}`, size)
    node.wake()
    await done
    for (const limit of [1, 2, 3, 4, 8, 100]) {
      const { pages, items } = await readAll(limit)
      expect(items).toHaveLength(29)
      for (const page of pages) {
        expect(page.at(-1)?.text).toMatch(/"subject":"(\d+) of \1"/)
        expect(page.length).toBeLessThan(limit + 9)
      }
    }
  })

  it('[F2] never splits a transaction in memory either', async () => {
    for (const size of [4, 4, 4]) {
      const done = feedUntil(node.tail, () => true)
      await commit(test.store, 'm', size)
      node.wake()
      await done
    }
    const window = await node.tail.read(2, 1)
    expect(window).toMatchObject({ from: 2, to: 4 })
    expect(window?.items.map(({ seq }) => seq)).toEqual([3, 4])
    expect((await node.tail.read(4, 5))?.to).toBe(12)
    expect(await node.tail.read(12, 5)).toMatchObject({ from: 12, to: 12, items: [] })
  })

  it('[F3] sends what two transactions did to one row in the order of their revisions', async () => {
    const done = feedUntil(node.tail, (items) => items.filter(({ replicaId }) => replicaId).length === 20)
    const write = async (who: 'ana' | 'lea') => {
      for (let seq = 1; seq <= 10; seq++)
        await node.applyCommand.device(who === 'ana' ? ana : lea, replicaOf(who), note(who, seq))
    }
    await Promise.all([write('ana'), write('lea')])
    const revs = parsed(await done).flatMap(({ collection, row }) =>
      collection === 'conversation' ? [(row as { rev: number }).rev] : [],
    )
    expect(revs).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
  })

  it('shows a viewer their brands and their own desk only', async () => {
    const done = feedUntil(node.tail, (items) => items.filter(({ replicaId }) => replicaId).length === 3)
    await node.applyCommand.device(ana, replicaOf('ana'), note('ana', 1))
    await node.applyCommand.device(lea, replicaOf('lea'), note('lea', 1, 'conversation-b'))
    await node.applyCommand.device(lea, replicaOf('lea'), note('lea', 2, 'conversation-a'))
    await done
    const window = await test.store.readFeed(0, 100)
    if (!window) throw new Error('no window')
    const pageFor = (viewer: Viewer) =>
      feedPageSchema.parse(JSON.parse(pageText(window, visibleTo(viewer, window.items))))
    const brandsOf = (viewer: Viewer) => [
      ...new Set(
        pageFor(viewer).entries.map((entry) => (entry.kind === 'row' ? entry.row['brandId'] : entry.replicaId)),
      ),
    ]
    expect(brandsOf(anaSees)).toEqual(['brand-a', 'replica-ana'])
    expect(brandsOf(leaSees)).toEqual(['brand-a', 'brand-b', 'replica-lea'])
    expect(pageFor({ ...leaSees, organisationId: 'org-2' }).entries).toEqual([])
    expect(pageFor(anaSees)).toMatchObject({ from: 0, to: window.to })
  })

  it('says that a place cannot be continued when the feed was trimmed or never got there', async () => {
    const done = feedUntil(node.tail, (items) => items.length === 12)
    for (const size of [4, 4, 4]) await commit(test.store, 't', size)
    node.wake()
    await done
    await node.stop()
    const leadership = await test.store.lead(new AbortController().signal)
    await leadership.trimFeed(6)
    await leadership.release()
    expect(await test.store.readFeed(3, 10)).toBeUndefined()
    expect(await test.store.readFeed(4, 100)).toMatchObject({ from: 4, to: 12 })
    expect(await test.store.readFeed(13, 100)).toBeUndefined()
  })

  it('[S1] a snapshot and what follows it are what the tables hold, also while others write', async () => {
    const writing = (async () => {
      for (let seq = 1; seq <= 15; seq++)
        await node.applyCommand.device(
          lea,
          replicaOf('lea'),
          note('lea', seq, seq % 2 ? 'conversation-a' : 'conversation-b'),
        )
    })()
    const lines = await linesOf(leaSees)
    const done = feedUntil(node.tail, (items) => items.some(({ text }) => text.includes('"deviceSeq":16')))
    await writing
    await node.applyCommand.device(lea, replicaOf('lea'), note('lea', 16))
    await done

    const [head, ...rows] = lines.map((line) => JSON.parse(line) as Record<string, never>)
    expect(rows.pop()).toEqual({ end: rows.length })
    const replica = new Map<string, { rev: number }>()
    const take = (collection: string, row: { id: string; rev: number }) => {
      const key = `${collection}/${row.id}`
      if ((replica.get(key)?.rev ?? 0) < row.rev) replica.set(key, row)
    }
    for (const { collection, row } of rows as unknown as { collection: string; row: never }[]) take(collection, row)
    const rest = await test.store.readFeed((head as unknown as { seq: number }).seq, 10_000)
    for (const entry of parsed(rest?.items ?? []))
      if (entry['kind'] === 'row') take(entry['collection'] as string, entry['row'] as never)
    for (const collection of ['conversation', 'timeline'] as const) {
      const held = [...replica].flatMap(([key, row]) =>
        key.startsWith(`${collection}/`) ? [row as { id?: string }] : [],
      )
      expect(held.toSorted((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual(
        (await test.rowsOf(collection)).toSorted((a, b) => a.id.localeCompare(b.id)),
      )
    }
  })

  it('[S2] a snapshot holds what its viewer may see and nothing else, first things first', async () => {
    const lines = (await linesOf(anaSees)).slice(1, -1)
    const rows = lines.map(
      (line) =>
        JSON.parse(line) as { collection: string; row: { id: string; organisationId: string; brandId: string } },
    )
    expect(rows.every(({ row }) => row.organisationId === org && ['', 'brand-a'].includes(row.brandId))).toBe(true)
    expect(rows.filter(({ collection }) => collection === 'conversation').map(({ row }) => row.id)).toEqual([
      'conversation-a',
    ])
    expect([...new Set(rows.map(({ collection }) => collection))]).toEqual(['directory', 'conversation'])
  })
})
