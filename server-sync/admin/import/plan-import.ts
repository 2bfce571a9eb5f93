import { blankAgent } from '#shared/domain/directory/blank-agent.ts'
import { isLanguage } from '#shared/domain/directory/check-entry.ts'
import type { DirectoryEntry, DirectoryKind } from '#shared/domain/directory/directory-entry.ts'
import { type DirectoryView, foldEmail, foldName } from '#shared/domain/directory/directory-view.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { DirectoryCommand } from '../run-directory-commands.ts'
import type { AgentLine, Column, ImportProblem } from './import-problem.ts'

export interface PlannedLine {
  readonly line: number
  readonly name: string
  readonly email: string
  readonly what: 'add' | 'change'
  readonly command: DirectoryCommand
}

export interface ImportPlan {
  readonly lines: readonly PlannedLine[]
  readonly problems: readonly ImportProblem[]
}

const builtIn = ['agent', 'lead', 'admin'] as const

/** What each line means here and now: names become ids, known addresses become changes. */
export function planImport(directory: DirectoryView, lines: readonly AgentLine[], nextId: IdSource): ImportPlan {
  const problems: ImportProblem[] = []
  const names = createNames(directory)
  const seen = new Map<string, number>()
  const planned = lines.flatMap(({ line, cells }): PlannedLine[] => {
    const before = problems.length
    const complain = (column: Column, kind: string, value: string) =>
      problems.push({ line, column, kind, value: value.slice(0, 120) })
    const { name = '', email = '' } = cells
    if (name === '') complain('name', 'directory/name-empty', '')
    if (name.length > 120) complain('name', 'import/too-wide', '120')
    if (email.length > 200) complain('email', 'import/too-wide', '200')
    if (!/^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(email)) complain('email', 'directory/email-wrong', email)
    const earlier = seen.get(foldEmail(email))
    if (earlier !== undefined) complain('email', 'import/email-twice', String(earlier))
    else seen.set(foldEmail(email), line)

    const known = directory.byEmail(email)
    if (known && !known.isActive) complain('email', 'directory/has-left', email)
    const given = { name, email, ...fieldsOf(cells, names, complain) }
    if (problems.length > before) return []
    const command = known
      ? { type: 'agent.change', args: { id: known.id, ...given } }
      : { type: 'agent.add', args: { ...blankAgent, id: nextId(), ...given } }
    return [{ line, name, email, what: known ? 'change' : 'add', command }]
  })
  return { lines: planned, problems }
}

type Complain = (column: Column, kind: string, value: string) => void
type Names = ReturnType<typeof createNames>

function fieldsOf(cells: AgentLine['cells'], names: Names, complain: Complain): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  const each = (column: Column, cell: string, kind: 'brand' | 'skill') =>
    listOf(cell, (whole) => names.find(kind, whole) !== undefined).flatMap((name) => {
      const id = names.find(kind, name)
      if (id === undefined) complain(column, `import/unknown-${kind}`, name)
      return id ?? []
    })
  if (cells.role !== undefined) Object.assign(fields, roleOf(cells.role, names, complain))
  if (cells.team !== undefined) fields['teamId'] = cells.team === '' ? '' : teamOf(cells.team, names, complain)
  if (cells.brands !== undefined) fields['brandIds'] = each('brands', cells.brands, 'brand')
  if (cells.skills !== undefined) fields['skillIds'] = each('skills', cells.skills, 'skill')
  if (cells.languages !== undefined) {
    const languages = listOf(cells.languages, () => false)
    for (const tag of languages) if (!isLanguage(tag)) complain('languages', 'directory/unknown-language', tag)
    fields['languages'] = languages
  }
  if (cells['time zone'] !== undefined) fields['timeZone'] = cells['time zone']
  return fields
}

function roleOf(cell: string, names: Names, complain: Complain) {
  const role = builtIn.find((name) => name === (cell.toLowerCase() || 'agent'))
  if (role) return { role, roleId: '' }
  const roleId = names.find('role', cell)
  if (roleId === undefined) complain('role', 'import/unknown-role', cell)
  return { role: 'agent', roleId: roleId ?? '' }
}

function teamOf(cell: string, names: Names, complain: Complain): string {
  const teams = names.teams(cell)
  if (teams.length === 0) complain('team', 'import/unknown-team', cell)
  if (teams.length > 1) complain('team', 'import/team-not-clear', cell)
  return teams[0] ?? ''
}

/** Separated by `|`, or where no name has one, by comma or semicolon. */
function listOf(cell: string, isName: (whole: string) => boolean): readonly string[] {
  if (cell === '') return []
  const parts = isName(cell) ? [cell] : cell.split(cell.includes('|') ? '|' : /[,;]/)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

function createNames(directory: DirectoryView) {
  const byName = new Map<string, string>()
  for (const kind of ['brand', 'skill', 'role'] as const satisfies readonly DirectoryKind[])
    for (const { id, name } of directory.all(kind)) byName.set(`${kind}/${foldName(name)}`, id)
  const teams = new Map<string, string[]>()
  const put = (name: string, team: DirectoryEntry) => teams.set(name, [...(teams.get(name) ?? []), team.id])
  for (const team of directory.all('team')) {
    put(foldName(team.name), team)
    put(foldName(`${directory.get('site', team.parentId)?.name ?? ''}/${team.name}`), team)
  }
  return {
    find: (kind: 'brand' | 'skill' | 'role', name: string) => byName.get(`${kind}/${foldName(name)}`),
    teams: (name: string): readonly string[] => teams.get(foldName(name)) ?? [],
  }
}
