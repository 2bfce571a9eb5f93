import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { rowStores } from '../../db/row-store.ts'
import { declaredRows, readerOf } from '../../sync/declared-rows.ts'
import type { AdminDoor } from '../admin-door.ts'
import { runDirectoryCommands } from '../run-directory-commands.ts'
import type { ImportProblem } from './import-problem.ts'
import { type PlannedLine, planImport } from './plan-import.ts'
import { readAgentLines } from './read-agent-lines.ts'

export interface Imported {
  /** False while it is only looked at, and where there is a problem: then nothing was done. */
  readonly isDone: boolean
  readonly lines: readonly Pick<PlannedLine, 'line' | 'name' | 'email' | 'what'>[]
  /** Those that are as the file says already. */
  readonly unchanged: number
  readonly problems: readonly ImportProblem[]
}

/** A person looks at some hundred at most. */
const problemsMax = 200

/** First looks at every line, then does all of it or nothing. */
export async function importAgents(
  door: AdminDoor,
  actor: Actor,
  text: string,
  given: { readonly isTrial: boolean },
): Promise<Imported> {
  const read = readAgentLines(text)
  if (!read.ok) return refusedWith(read.problems)
  const entries = await rowStores.directory.find(door.database, 'organisation_id = $1', [actor.organisationId])
  const { lines, problems } = planImport(new DirectoryView(entries), read.lines, door.nextId)
  const foreseen = foresee(entries, actor, lines)
  const all = [...problems, ...foreseen.problems].toSorted((one, other) => one.line - other.line)
  if (all.length > 0) return refusedWith(all)
  const shown = foreseen.changing.map(({ line, name, email, what }) => ({ line, name, email, what }))
  const unchanged = lines.length - foreseen.changing.length
  if (given.isTrial) return { isDone: false, lines: shown, unchanged, problems: [] }
  const run = await runDirectoryCommands(
    door,
    actor,
    foreseen.changing.map(({ command }) => command),
  )
  if (run.ok) return { isDone: true, lines: shown, unchanged, problems: [] }
  // Somebody else changed the directory meanwhile, or an address belongs to another organisation.
  const failed = foreseen.changing[run.index]
  return refusedWith(failed ? [problemOf(failed, run.refusal)] : [])
}

const refusedWith = (problems: readonly ImportProblem[]): Imported => ({
  isDone: false,
  lines: [],
  unchanged: 0,
  problems: problems.slice(0, problemsMax),
})

/** Runs the very reducers over a copy in memory, so that all mistakes are told and not the first only. */
function foresee(entries: readonly DirectoryEntry[], actor: Actor, lines: readonly PlannedLine[]) {
  const directory = new DirectoryView(entries)
  const rows = new Map(entries.map((entry) => [entry.id, entry]))
  const problems: ImportProblem[] = []
  const changing = lines.filter((planned) => {
    const prepared = prepareCommand({ ...planned.command, version: 1, basedOn: {} })
    if (!prepared.ok) return problems.push(problemOf(planned, prepared.refusal)) < 0
    const found = prepared.reads.flatMap(({ id }): RowWrite[] => {
      const row = rows.get(id)
      return row ? [{ collection: 'directory', row }] : []
    })
    const reader = readerOf(declaredRows(prepared.reads, found), directory)
    const reduced = prepared.run(reader, { now: 0, actor, place: { at: 'server' } })
    if (reduced.outcome === 'refused') return problems.push(problemOf(planned, reduced.refusal)) < 0
    if (reduced.outcome === 'unchanged') return false
    for (const { row } of reduced.writes) {
      rows.set(row.id, row as DirectoryEntry)
      directory.put(row as DirectoryEntry)
    }
    return true
  })
  return { changing, problems }
}

const columnOf: Readonly<Record<string, string>> = {
  'directory/email-taken': 'email',
  'directory/email-wrong': 'email',
  'directory/name-empty': 'name',
  'directory/right-not-held': 'role',
  'directory/not-for-yourself': 'role',
  'directory/last-admin': 'role',
  'directory/unknown-language': 'languages',
  'directory/unknown-time-zone': 'time zone',
}

const problemOf = ({ line }: PlannedLine, { kind, detail }: Refusal): ImportProblem => ({
  line,
  column: columnOf[kind] ?? '',
  kind,
  value: String(Object.values(detail ?? {})[0] ?? ''),
})
