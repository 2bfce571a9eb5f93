import { afterEach, describe, expect, it } from 'vitest'
import { createFakeBrowser } from '../testing/fake-browser.ts'
import { createDexieStorage } from './dexie-storage.ts'
import { type RowStore, StoreFailed, collections } from './row-store.ts'
import { openRxRowStore } from './rx-row-store.ts'

const row = { id: 'a', conversationId: 'c1', numberDesc: 1, sealed: 'x' }
let names = 0

describe('rows in IndexedDB', () => {
  let store: RowStore
  afterEach(() => store.close())

  const askAll = () => Promise.all(collections.map((collection) => store.count(collection, {})))

  it.each(['timeline', 'meta', '_rxdb_internal'])(
    '[R5] come back when one of its databases, %s, opens again',
    async (failing) => {
      const browser = createFakeBrowser()
      store = await openRxRowStore(`desk-${++names}`, createDexieStorage(browser))
      await store.put('timeline', [row])
      browser.failToOpen(`--${failing}`)
      await expect(store.reopen().then(askAll)).rejects.toBeInstanceOf(StoreFailed)
      await expect(store.reopen().then(askAll)).rejects.toBeInstanceOf(StoreFailed)
      browser.failToOpen(null)
      await store.reopen()
      expect((await store.get('timeline', ['a'])).size).toBe(1)
      browser.failToOpen(`--${failing}`)
      await expect(store.wipe().then(askAll)).rejects.toBeInstanceOf(StoreFailed)
      browser.failToOpen(null)
      await store.wipe()
      expect(await store.count('timeline', {})).toBe(0)
      await store.put('timeline', [row])
      expect((await store.get('timeline', ['a'])).size).toBe(1)
    },
  )
})
