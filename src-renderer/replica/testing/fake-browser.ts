import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'

/** IndexedDB without a browser. */
export interface FakeBrowser {
  readonly indexedDB: globalThis.IDBFactory
  readonly IDBKeyRange: typeof globalThis.IDBKeyRange
  /** Databases of this ending do not open, as when Chromium has found damage and throws away all that belongs together. */
  failToOpen(ending: string | null): void
}

export function createFakeBrowser(): FakeBrowser {
  const indexedDB = new IDBFactory()
  const open = indexedDB.open.bind(indexedDB)
  let failing: string | null = null
  indexedDB.open = (name, version) => {
    if (failing !== null && name.endsWith(failing)) throw new DOMException('Internal error.', 'AbortError')
    return open(name, version)
  }
  return { indexedDB, IDBKeyRange, failToOpen: (ending) => (failing = ending) }
}
