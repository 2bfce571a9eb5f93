import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type AgentLine, type Column, type ImportProblem, columns } from './import-problem.ts'
import { unguarded } from './guard-formula.ts'

export const linesMax = 5_000
const cellMax = 1_000

export type ReadLines =
  | { readonly ok: true; readonly lines: readonly AgentLine[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

/** As the reader hands them out with `info`. */
const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }))

/** A file as spreadsheets save it: with or without a byte order mark, with commas or semicolons, quoted or not. */
export function readAgentLines(text: string): ReadLines {
  // What was no UTF-8 has become this when it was read.
  if (text.includes('\uFFFD')) return refused(lineOf(text, text.indexOf('\uFFFD')), '', 'import/not-utf8')
  if (text.includes('\0')) return refused(lineOf(text, text.indexOf('\0')), '', 'import/not-text')
  const parsed = parseText(text)
  if (!parsed.ok) return parsed
  const [head, ...rest] = parsed.records
  if (!head) return refused(1, '', 'import/empty')
  const names = head.record.map((name) => name.trim().toLowerCase())
  const wrong = headProblems(names, head.info.lines)
  if (wrong.length > 0) return { ok: false, problems: wrong }
  if (rest.length === 0) return refused(1, '', 'import/empty')
  if (rest.length > linesMax) return refused(linesMax + 2, '', 'import/too-long', String(linesMax))
  const problems: ImportProblem[] = []
  const lines = rest.map(({ record, info }): AgentLine => {
    const line = info.lines
    if (record.length !== names.length)
      problems.push({ line, column: '', kind: 'import/wrong-count', value: `${record.length}/${names.length}` })
    record.forEach((cell, index) => {
      if (cell.length > cellMax)
        problems.push({ line, column: names[index] ?? '', kind: 'import/too-wide', value: String(cellMax) })
    })
    return {
      line,
      cells: Object.fromEntries(names.map((name, index) => [name, unguarded(record[index] ?? '').trim()])),
    }
  })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, lines }
}

function headProblems(names: readonly string[], line: number): ImportProblem[] {
  const problems = names
    .filter((name) => !columns.includes(name as Column))
    .map((value) => ({ line, column: '', kind: 'import/unknown-column', value: value.slice(0, 60) }))
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  const missing = (['name', 'email'] as const).filter((name) => !names.includes(name))
  return [
    ...problems,
    ...twice.map((value) => ({ line, column: value, kind: 'import/column-twice', value })),
    ...missing.map((value) => ({ line, column: value, kind: 'import/column-missing', value })),
  ].slice(0, 20)
}

function parseText(
  text: string,
): { ok: true; records: z.infer<typeof recordsSchema> } | Extract<ReadLines, { readonly ok: false }> {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ','
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // One line more than there may be, so that too many are noticed and no more are read.
      to: linesMax + 2,
      max_record_size: 20_000,
    })
    return { ok: true, records: recordsSchema.parse(records) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1
    return refused(line, '', error.code === 'CSV_MAX_RECORD_SIZE' ? 'import/too-wide' : 'import/broken-quotes')
  }
}

function refused(line: number, column: string, kind: string, value = ''): Extract<ReadLines, { readonly ok: false }> {
  return { ok: false, problems: [{ line, column, kind, value }] }
}

const lineOf = (text: string, index: number) => text.slice(0, index).split(/\r\n|\r|\n/).length
