import { type Collection, type RowStore, type StoredRow, collections } from './row-store.ts'

/** What was answered since the last write that could change it. */
interface Remembered {
  readonly rows: Map<string, StoredRow>
  /** Of `find` and `count`, by the question. */
  answers: Map<string, Promise<unknown>>
  /** Grows with every write: what was being read meanwhile may be either. */
  writes: number
}

const rowsMax = 5_000
const answersMax = 50

/**
 * The same few questions are asked at every change of what is on the screen, and most changes are in memory only: a store
 * answers each of them once between two writes. It takes for granted that nobody else writes.
 */
export function rememberAnswers(store: RowStore): RowStore {
  let memory = forgotten()

  /** Asked again and again while one and the same is true. */
  function once<Answer>(collection: Collection, question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const { answers } = memory[collection]
    const before = answers.get(question)
    if (before) return before as Promise<Answer>
    if (answers.size >= answersMax) answers.clear()
    const answer = ask()
    answers.set(question, answer)
    answer.catch(() => answers.delete(question))
    return answer
  }

  /** @returns how many times it was called */
  function forget(collection: Collection, ids: readonly string[]): number {
    const known = memory[collection]
    known.answers = new Map()
    for (const id of ids) known.rows.delete(id)
    return (known.writes += 1)
  }

  /** Forgets before a write and after it, whether it failed or not: a failed one may have written something. */
  async function writing<Result>(
    collection: Collection,
    ids: readonly string[],
    write: () => Promise<Result>,
    written: readonly StoredRow[] = [],
  ): Promise<Result> {
    const known = memory[collection]
    const count = forget(collection, ids)
    let isKnown = false
    try {
      const result = await write()
      // Of two that overlap, nobody can tell which came last.
      isKnown = known.writes === count
      return result
    } finally {
      forget(collection, ids)
      if (isKnown) keep(known, written)
    }
  }

  function keep({ rows }: Remembered, found: readonly StoredRow[]): void {
    if (rows.size + found.length > rowsMax) rows.clear()
    for (const row of found) rows.set(row.id, row)
  }

  async function anew<Result>(change: () => Promise<Result>): Promise<Result> {
    memory = forgotten()
    try {
      return await change()
    } finally {
      memory = forgotten()
    }
  }

  return {
    async get(collection, ids) {
      const known = memory[collection]
      const { rows, writes } = known
      const missing = ids.filter((id) => !rows.has(id))
      const here = ids.flatMap((id) => rows.get(id) ?? [])
      const found = missing.length === 0 ? [] : [...(await store.get(collection, missing)).values()]
      if (known.writes === writes) keep(known, found)
      return new Map([...here, ...found].map((row) => [row.id, row]))
    },
    find: (collection, query) => once(collection, JSON.stringify(query), () => store.find(collection, query)),
    count: (collection, where) =>
      once(collection, `count ${JSON.stringify(where)}`, () => store.count(collection, where)),
    ids: (collection) => store.ids(collection),
    put: (collection, rows, known) =>
      writing(
        collection,
        rows.map(({ id }) => id),
        () => store.put(collection, rows, known),
        rows,
      ),
    remove: (collection, ids) => writing(collection, ids, () => store.remove(collection, ids)),
    reopen: () => anew(() => store.reopen()),
    wipe: () => anew(() => store.wipe()),
    close: () => store.close(),
  }
}

const forgotten = () =>
  Object.fromEntries(
    collections.map((collection) => [collection, { rows: new Map(), answers: new Map(), writes: 0 }]),
  ) as unknown as Record<Collection, Remembered>
