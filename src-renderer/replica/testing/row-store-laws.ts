import { describe, expect, it } from 'vitest'
import type { RowStore, StoredRow } from '../store/row-store.ts'

const row = (id: string, conversationId: string, numberDesc: number, sealed = `sealed ${id}`): StoredRow => ({
  id,
  brandId: 'brand',
  rev: 1,
  conversationId,
  number: 1_000_000_000 - numberDesc,
  numberDesc,
  kind: 'message',
  deliveryState: 'none',
  createdAt: 1,
  sealed,
})

const idsOf = (rows: readonly StoredRow[]) => rows.map(({ id }) => id)

/** What every row store keeps to, whatever it stores in. */
export function describeRowStore(name: string, open: () => Promise<RowStore>): void {
  describe(`a row store: ${name}`, () => {
    it('[S1] gives back what was put, and the newest of it', async () => {
      const store = await open()
      await store.put('timeline', [row('a', 'c1', 5), row('b', 'c1', 4)])
      await store.put('timeline', [row('b', 'c1', 4, 'newer'), row('d', 'c2', 9)])
      const found = await store.get('timeline', ['a', 'b', 'missing'])
      expect([...found.keys()].sort()).toEqual(['a', 'b'])
      expect(found.get('b')).toMatchObject({ sealed: 'newer', conversationId: 'c1' })
      await store.close()
    })

    it('[S1] replaces rows that it was shown without looking again', async () => {
      const store = await open()
      await store.put('timeline', [row('a', 'c1', 5)])
      const known = await store.get('timeline', ['a'])
      await store.put('timeline', [row('a', 'c1', 3, 'second')], known)
      // What it was shown is old by now: the put counts all the same.
      await store.put('timeline', [row('a', 'c1', 3, 'third')], known)
      expect((await store.get('timeline', ['a'])).get('a')).toMatchObject({ sealed: 'third', numberDesc: 3 })
      expect(await store.count('timeline', {})).toBe(1)
      await store.close()
    })

    it('[S2] finds by equal fields, in the order asked for and then by id, up to the limit', async () => {
      const store = await open()
      await store.put('timeline', [
        row('z', 'c1', 2),
        row('b', 'c1', 7),
        row('a', 'c1', 7),
        row('q', 'c2', 1),
        row('m', 'c1', 9),
      ])
      const query = { where: { conversationId: 'c1' }, orderBy: ['numberDesc'] }
      expect(idsOf(await store.find('timeline', { ...query, limit: 3 }))).toEqual(['z', 'a', 'b'])
      expect(idsOf(await store.find('timeline', { ...query, limit: 10 }))).toEqual(['z', 'a', 'b', 'm'])
      expect(await store.count('timeline', { conversationId: 'c1' })).toBe(4)
      expect(await store.count('timeline', {})).toBe(5)
      await store.close()
    })

    it('[S3] a removed row is gone from every answer, and can come back', async () => {
      const store = await open()
      await store.put('timeline', [row('a', 'c1', 1), row('b', 'c1', 2)])
      expect(await store.remove('timeline', ['a', 'missing'])).toBe(1)
      expect((await store.get('timeline', ['a'])).size).toBe(0)
      expect(await store.count('timeline', {})).toBe(1)
      expect(idsOf(await store.find('timeline', { where: {}, orderBy: [], limit: 10 }))).toEqual(['b'])
      await store.put('timeline', [row('a', 'c1', 8)])
      expect((await store.get('timeline', ['a'])).get('a')).toMatchObject({ numberDesc: 8 })
      await store.close()
    })

    it('[S4] lists every id once, also more than a batch of them', async () => {
      const store = await open()
      const many = Array.from({ length: 1_234 }, (_, index) => row(`id-${index}`, 'c1', index))
      await store.put('timeline', many)
      const listed: string[] = []
      for await (const ids of store.ids('timeline')) listed.push(...ids)
      expect(listed).toEqual(idsOf(many).sort())
      await store.close()
    }, 30_000)

    it('[S5] keeps rows when it is reopened, and none when it is wiped', async () => {
      const store = await open()
      await store.put('timeline', [row('a', 'c1', 1)])
      await store.reopen()
      expect(await store.count('timeline', {})).toBe(1)
      await store.wipe()
      expect(await store.count('timeline', {})).toBe(0)
      await store.put('timeline', [row('a', 'c1', 1)])
      expect(await store.count('timeline', {})).toBe(1)
      await store.close()
    })
  })
}
