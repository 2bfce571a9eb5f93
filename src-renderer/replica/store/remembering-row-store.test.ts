import { describe, expect, it } from 'vitest'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { describeRowStore } from '../testing/row-store-laws.ts'
import { rememberAnswers } from './remembering-row-store.ts'
import { type RowStore, type StoredRow, StoreFailed } from './row-store.ts'

describeRowStore('remembered plain memory', async () => rememberAnswers(createInMemoryRowStore()))

const row = (id: string, numberDesc = 1, sealed = id): StoredRow => ({
  id,
  rev: 1,
  conversationId: 'c',
  numberDesc,
  sealed,
})
const all = { where: {}, orderBy: [], limit: 100 }

/** Counts what the store under it is asked, and holds it back when told. */
function watched() {
  const asked: string[] = []
  let gate: Promise<void> = Promise.resolve()
  let open = () => {}
  const inner = createInMemoryRowStore()
  const store: RowStore = {
    ...inner,
    async get(collection, ids) {
      asked.push(`get ${ids.join(' ')}`)
      const found = await inner.get(collection, ids)
      await gate
      return found
    },
    async find(collection, query) {
      asked.push('find')
      const found = await inner.find(collection, query)
      await gate
      return found
    },
    async count(collection, where) {
      asked.push('count')
      return inner.count(collection, where)
    },
  }
  return {
    asked,
    inner,
    store: rememberAnswers(store),
    hold: () => void (gate = new Promise((resolve) => (open = resolve))),
    release: () => open(),
  }
}

describe('a store that remembers its answers', () => {
  it('asks once for what is asked again, also at the same time, and only for rows that it has not seen', async () => {
    const { store, inner, asked } = watched()
    await inner.put('timeline', [row('a'), row('b')])
    await Promise.all([store.find('timeline', all), store.find('timeline', all)])
    await store.find('timeline', all)
    await store.count('timeline', {})
    await store.count('timeline', {})
    await store.get('timeline', ['a'])
    await store.get('timeline', ['a', 'b'])
    await store.get('timeline', ['a', 'b'])
    expect(asked).toEqual(['find', 'count', 'get a', 'get b'])
  })

  it('[S6] forgets what a write can have changed, and nothing of other collections', async () => {
    const { store, asked } = watched()
    await store.put('timeline', [row('a'), row('b')])
    await store.find('timeline', all)
    await store.find('conversation', all)
    await store.get('timeline', ['a', 'b'])
    asked.length = 0
    await store.put('timeline', [row('b', 2, 'newer')])
    expect((await store.find('timeline', all)).map(({ sealed }) => sealed)).toEqual(['a', 'newer'])
    await store.find('conversation', all)
    expect((await store.get('timeline', ['a', 'b'])).get('b')?.sealed).toBe('newer')
    expect(asked).toEqual(['find'])
    await store.remove('timeline', ['a'])
    expect((await store.get('timeline', ['a', 'b'])).size).toBe(1)
    expect(await store.count('timeline', {})).toBe(1)
  })

  it('[S6] keeps nothing of a read that a write overtook', async () => {
    const { store, inner, hold, release } = watched()
    await inner.put('timeline', [row('a', 1, 'old')])
    hold()
    const slow = Promise.all([store.get('timeline', ['a']), store.find('timeline', all)])
    await store.put('timeline', [row('a', 1, 'new')])
    release()
    expect((await slow)[1].map(({ sealed }) => sealed)).toEqual(['old'])
    expect((await store.get('timeline', ['a'])).get('a')?.sealed).toBe('new')
    expect((await store.find('timeline', all)).map(({ sealed }) => sealed)).toEqual(['new'])
  })

  it('[S6] keeps nothing of a write that failed, of a failed read, or of another life of the store', async () => {
    const inner = createInMemoryRowStore()
    let isFailing = false
    const failing = async () => {
      if (isFailing) throw new StoreFailed(new Error('planted'))
    }
    const store = rememberAnswers({
      ...inner,
      async put(collection, rows, known) {
        await inner.put(collection, rows, known)
        await failing()
      },
      async find(collection, query) {
        await failing()
        return inner.find(collection, query)
      },
    })
    expect(await store.find('timeline', all)).toEqual([])
    isFailing = true
    await expect(store.put('timeline', [row('a')])).rejects.toThrow(StoreFailed)
    await expect(store.find('timeline', all)).rejects.toThrow(StoreFailed)
    isFailing = false
    expect((await store.find('timeline', all)).map(({ id }) => id)).toEqual(['a'])
    await inner.remove('timeline', ['a'])
    await store.reopen()
    expect(await store.find('timeline', all)).toEqual([])
    expect((await store.get('timeline', ['a'])).size).toBe(0)
  })
})
