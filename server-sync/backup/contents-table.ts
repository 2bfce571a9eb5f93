import type { Contents } from './backup-records.ts'

/** For people: one line a table, and how much there is of it. */
export function contentsTable({ tables, sequences }: Contents): string {
  const lines = [
    ['table', 'rows', 'content'],
    ...tables.map(({ name, rows, digest }) => [name, String(rows), digest.slice(0, 16)]),
    ...sequences.map(({ name, lastValue }) => [name, '', `at ${lastValue ?? 'its beginning'}`]),
  ]
  const width = (column: number) => Math.max(...lines.map((line) => (line[column] ?? '').length))
  const [names, counts] = [width(0), width(1)]
  return lines
    .map(([name = '', rows = '', content = '']) => `${name.padEnd(names)}  ${rows.padStart(counts)}  ${content}\n`)
    .join('')
}
