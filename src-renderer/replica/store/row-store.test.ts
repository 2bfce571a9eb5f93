import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { openMemoryRowStore } from '../testing/memory-row-storage.ts'
import { describeRowStore } from '../testing/row-store-laws.ts'

describeRowStore('RxDB in memory', openMemoryRowStore)
describeRowStore('plain memory', async () => createInMemoryRowStore())
