import {
  type BulkWriteRow,
  type MangoQuery,
  type RxCollection,
  type RxDatabase,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
  createRevision,
  createRxDatabase,
  getAllCollectionDocuments,
  normalizeMangoQuery,
  prepareQuery,
} from 'rxdb'
import { entities } from '#shared/domain/entities.ts'
import { toRxSchema } from '#shared/schema/to-rx-schema.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import { type Collection, type RowQuery, type RowStore, StoreFailed, type StoredRow, collections } from './row-store.ts'

type Stored = RxDocumentData<StoredRow>
type Selector = Record<string, Record<string, string | number | boolean>>

export interface RowStorage {
  readonly storage: RxStorage<unknown, unknown>
  /**
   * How many rows of a collection there are, where the storage has a quicker way than its query; asked before anything is
   * shown, of each collection.
   * @param internals what RxDB's instance of this storage has inside
   */
  countAll?(internals: unknown): Promise<number>
  /** Removes from disk all that was kept under the name of a closed database. */
  destroy(name: string): Promise<void>
}

const idBatch = 1000
const revisionsMax = 10_000

/**
 * Rows in RxDB. They are read and written through the storage instances: RxDB's own documents, query cache and event
 * buffer would keep and re-run for 100,000 rows what the live queries here do for the few that are looked at.
 */
export async function openRxRowStore(
  name: string,
  { storage, countAll, destroy }: RowStorage,
  schemas: RowSchemas = rowSchemas(),
): Promise<RowStore> {
  let database = await attempt(() => openDatabase(name, storage, schemas))
  /** Whoever opens it again closes what somebody else is opening. */
  const inTurn = createTurns()
  /** What RxDB calls the version of a row, of those written last: it wants to be shown the one that a write replaces. */
  const revisions = new Map<string, Pick<Stored, '_rev' | '_deleted'>>()

  const instance = (collection: Collection) => (database[collection] as RxCollection<StoredRow>).storageInstance

  function prepared(collection: Collection, selector: Selector, orderBy: readonly string[], limit?: number) {
    const { schema } = instance(collection)
    const query = {
      selector: { _deleted: { $eq: false }, ...selector },
      sort: [...orderBy, 'id'].map((field) => ({ [field]: 'asc' as const })),
      ...(limit === undefined ? {} : { limit }),
    } as unknown as MangoQuery<Stored>
    return prepareQuery(schema, normalizeMangoQuery(schema, query))
  }

  async function write(collection: Collection, rows: readonly BulkWriteRow<StoredRow>[]): Promise<void> {
    const shown = rows.map((row) => showingLast(collection, row))
    for (const { document } of rows) revisions.delete(`${collection}/${document.id}`)
    const first = await instance(collection).bulkWrite([...shown], 'replica')
    // Only this store writes, so what it is shown instead is the newest.
    const replaced = first.error.filter((error) => error.status === 409).map(replacing)
    const second = replaced.length === 0 ? { error: [] } : await instance(collection).bulkWrite(replaced, 'replica')
    const failed = [...first.error.filter((error) => error.status !== 409), ...second.error]
    if (failed.length > 0) throw new Error(`${collection}: ${failed.length} rows not written (${failed[0]?.status})`)
    if (revisions.size + rows.length > revisionsMax) revisions.clear()
    for (const { document, previous } of [...shown, ...replaced])
      revisions.set(`${collection}/${document.id}`, {
        _rev: createRevision(database.token, previous),
        _deleted: document._deleted,
      })
  }

  function showingLast(collection: Collection, row: BulkWriteRow<StoredRow>): BulkWriteRow<StoredRow> {
    const last = revisions.get(`${collection}/${row.document.id}`)
    return last ? { ...row, previous: { ...row.document, ...last } as Stored } : row
  }

  async function anew(between?: () => Promise<void>): Promise<void> {
    revisions.clear()
    await database.close()
    await between?.()
    database = await openDatabase(name, storage, schemas)
  }

  const store: RowStore = {
    async get(collection, ids) {
      const found = ids.length === 0 ? [] : await instance(collection).findDocumentsById([...ids], false)
      return new Map(found.map((row) => [row.id, row as unknown as StoredRow]))
    },
    async find(collection, { where, orderBy, limit }) {
      const { documents } = await instance(collection).query(prepared(collection, equal(where), orderBy, limit))
      return documents as unknown as readonly StoredRow[]
    },
    async count(collection, where) {
      if (countAll && Object.keys(where).length === 0) return countAll(instance(collection).internals)
      return (await instance(collection).count(prepared(collection, equal(where), []))).count
    },
    async *ids(collection) {
      let last = ''
      for (;;) {
        const batch = prepared(collection, { id: { $gt: last } }, [], idBatch)
        const ids = (await instance(collection).query(batch)).documents.map(({ id }) => id)
        if (ids.length > 0) yield ids
        if (ids.length < idBatch) return
        last = ids.at(-1) ?? last
      }
    },
    async put(collection, rows, known) {
      if (rows.length === 0) return
      await write(
        collection,
        rows.map((row) => toWrite(row, false, known?.get(row.id))),
      )
    },
    async remove(collection, ids) {
      if (ids.length === 0) return 0
      const found = await instance(collection).findDocumentsById([...ids], false)
      // RxDB leaves a stub behind: nothing of the row may stay in it.
      await write(
        collection,
        found.map((row) => toWrite({ ...(row as unknown as StoredRow), sealed: '' }, true, row as never)),
      )
      return found.length
    },
    reopen: () => inTurn(() => anew()),
    wipe: () => inTurn(() => anew(() => destroy(name))),
    close: () =>
      inTurn(async () => {
        await database.close()
      }),
  }
  return failingAsOne(store)
}

/** Whatever RxDB, Dexie or IndexedDB throw becomes a `StoreFailed`. */
function failingAsOne(store: RowStore): RowStore {
  return {
    get: (...given) => attempt(() => store.get(...given)),
    find: (...given) => attempt(() => store.find(...given)),
    count: (...given) => attempt(() => store.count(...given)),
    put: (...given) => attempt(() => store.put(...given)),
    remove: (...given) => attempt(() => store.remove(...given)),
    reopen: () => attempt(() => store.reopen()),
    wipe: () => attempt(() => store.wipe()),
    close: () => attempt(() => store.close()),
    async *ids(collection) {
      try {
        yield* store.ids(collection)
      } catch (cause) {
        throw new StoreFailed(cause)
      }
    },
  }
}

async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    throw new StoreFailed(cause)
  }
}

async function openDatabase(
  name: string,
  storage: RxStorage<unknown, unknown>,
  schemas: RowSchemas,
): Promise<RxDatabase> {
  const database = await createRxDatabase({ name, storage, multiInstance: false, closeDuplicates: true })
  try {
    // Rows of another version would neither be found nor be removed.
    const kept = await getAllCollectionDocuments(database.internalStore)
    if (kept.some(({ data }) => data.version !== schemas[data.name as Collection]?.version)) throw new OtherSchema()
    const wanted = Object.entries(schemas).map(([collection, schema]) => [collection, { schema, autoMigrate: false }])
    await database.addCollections(Object.fromEntries(wanted))
    return database
  } catch (failure) {
    // Left open, it could not be removed either.
    await database.close().catch(() => undefined)
    throw failure
  }
}

export type RowSchemas = Readonly<Record<Collection, RxJsonSchema<StoredRow>>>

export const rowSchemas = () =>
  Object.fromEntries(
    collections.map((collection) => [collection, toRxSchema(entities[collection])]),
  ) as unknown as RowSchemas

/** Another build, older or newer, keeps its rows differently. Nothing is migrated: the server has it all. */
class OtherSchema extends Error {
  override name = 'OtherSchema'
}

/** Whether that is why a database could not be opened. */
export function isOtherSchema(failure: unknown): boolean {
  if (failure instanceof OtherSchema) return true
  const { code } = failure as { code?: unknown }
  // RxDB's: the same version with another schema, or a database that another major version of RxDB wrote.
  return typeof code === 'string' && /^(DB6|DM\d)$/.test(code)
}

const equal = (where: RowQuery['where']): Selector =>
  Object.fromEntries(Object.entries(where).map(([field, value]) => [field, { $eq: value }]))

function toWrite(row: StoredRow, _deleted: boolean, previous: StoredRow | undefined): BulkWriteRow<StoredRow> {
  // Revision and time of writing are filled in by RxDB. What comes from elsewhere than RxDB has none, and shows it nothing.
  const document = { ...row, _deleted, _attachments: {}, _meta: { lwt: 1 }, _rev: '' } as unknown as Stored
  return previous?.['_rev'] ? { document, previous: previous as unknown as Stored } : { document }
}

const replacing = (conflict: {
  writeRow: BulkWriteRow<StoredRow>
  documentInDb?: Stored
}): BulkWriteRow<StoredRow> => ({
  document: conflict.writeRow.document,
  ...(conflict.documentInDb ? { previous: conflict.documentInDb } : {}),
})
