/** A file that is still to be sent, over reloads of the page. */
export interface KeptFile {
  readonly key: string
  readonly name: string
  readonly blob: Blob
  readonly uploadId: string | null
}

/** Where a browser keeps nothing, they live as long as the page. */
export interface FileKeeper {
  /** Those of this tab, before it was loaded anew, and whichever else is wanted. What is older than a day goes. */
  all(isWanted: (key: string) => boolean): Promise<readonly KeptFile[]>
  put(file: KeptFile): void
  remove(key: string): void
}

const table = 'files'

/** As it lies there. */
interface Stored extends KeptFile {
  readonly owner: string
  readonly at: number
}

const dayMs = 86_400_000

/**
 * @param name of the database: apart for each brand
 * @param owner this tab, also after a reload: what another one is sending is left to it
 */
export function openFileKeeper(name: string, owner: string, now: () => number): FileKeeper {
  const opening = open(name).catch(() => undefined)

  /** One after the other, so that the last word about a file is the one that stays. A failure means: not kept. */
  let turn: Promise<unknown> = opening
  function change(work: (store: IDBObjectStore) => IDBRequest): void {
    turn = turn.then(async () => {
      const database = await opening
      if (database) await done(work(database.transaction(table, 'readwrite').objectStore(table))).catch(() => undefined)
    })
  }

  return {
    async all(isWanted) {
      const database = await opening
      if (!database) return []
      const found = await done(database.transaction(table).objectStore(table).getAll()).catch(() => [])
      const kept = (found as unknown[]).filter(isStored)
      for (const { key, at } of kept) if (now() - at > dayMs) change((store) => store.delete(key))
      return kept.filter((file) => now() - file.at <= dayMs && (file.owner === owner || isWanted(file.key)))
    },
    put: (file) => change((store) => store.put({ ...file, owner, at: now() } satisfies Stored, file.key)),
    remove: (key) => change((store) => store.delete(key)),
  }
}

async function open(name: string): Promise<IDBDatabase> {
  // In a sandbox without an origin, asking alone throws.
  const asking = indexedDB.open(name, 1)
  asking.addEventListener('upgradeneeded', () => asking.result.createObjectStore(table))
  return done(asking)
}

const done = <Result>(asked: IDBRequest<Result>) =>
  new Promise<Result>((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('nothing is kept')))
  })

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false
  const { key, name, blob, uploadId, owner, at } = value as Record<string, unknown>
  return (
    typeof key === 'string' &&
    typeof name === 'string' &&
    blob instanceof Blob &&
    typeof owner === 'string' &&
    typeof at === 'number' &&
    (uploadId === null || typeof uploadId === 'string')
  )
}
