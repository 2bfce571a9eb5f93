import type { RowKey, RowReader, RowWrite } from '#shared/domain/command.ts'
import type { DirectoryView } from '#shared/domain/directory/directory-view.ts'

/** What a command said that it reads; undefined where there is no such row. */
export type DeclaredRows = ReadonlyMap<string, RowWrite | undefined>

export const rowKey = (collection: string, id: string) => `${collection}/${id}`

export function declaredRows(reads: readonly RowKey[], found: readonly RowWrite[]): DeclaredRows {
  const rows = new Map<string, RowWrite | undefined>(
    reads.map(({ collection, id }) => [rowKey(collection, id), undefined]),
  )
  for (const write of found) rows.set(rowKey(write.collection, write.row.id), write)
  return rows
}

/** For a reducer: it sees what its command declared and nothing else. */
export function readerOf(rows: DeclaredRows, directory: DirectoryView | undefined): RowReader {
  return {
    ...(directory ? { directory: () => directory } : {}),
    get(collection, id) {
      const key = rowKey(collection, id)
      if (!rows.has(key))
        throw new Error(`a reducer looked at a ${collection} that its command does not declare in "reads"`)
      return rows.get(key)?.row as never
    },
  }
}
