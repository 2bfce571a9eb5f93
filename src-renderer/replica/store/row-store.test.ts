import { createFakeBrowser } from '../testing/fake-browser.ts'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { openMemoryRowStore } from '../testing/memory-row-storage.ts'
import { describeRowStore } from '../testing/row-store-laws.ts'
import { createDexieStorage } from './dexie-storage.ts'
import { openRxRowStore } from './rx-row-store.ts'

let names = 0

describeRowStore('RxDB in memory', openMemoryRowStore)
describeRowStore('RxDB in IndexedDB', () => openRxRowStore(`laws-${++names}`, createDexieStorage(createFakeBrowser())))
describeRowStore('plain memory', async () => createInMemoryRowStore())
