import type { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { guarded } from './guard-formula.ts'
import { columns } from './import-problem.ts'

/** All agents that are there, in the form in which they can be imported again. */
export function writeAgentLines(directory: DirectoryView): string {
  const nameOf = (kind: 'team' | 'role' | 'brand' | 'skill', id: string) => directory.get(kind, id)?.name ?? ''
  const list = (kind: 'brand' | 'skill', ids: readonly string[]) => ids.map((id) => nameOf(kind, id)).join('|')
  const lines = directory
    .all('agent')
    .filter(({ isActive }) => isActive)
    .toSorted((one, other) => one.email.localeCompare(other.email))
    .map((agent) => {
      const team = directory.get('team', agent.parentId)
      const site = team && directory.get('site', team.parentId)
      return [
        agent.name,
        agent.email,
        agent.roleId === '' ? agent.role : nameOf('role', agent.roleId),
        team ? `${site?.name ?? ''}/${team.name}` : '',
        list('brand', agent.brandIds),
        list('skill', agent.skillIds),
        agent.languages.join('|'),
        agent.timeZone,
      ]
    })
  return [[...columns], ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: string): string {
  const safe = guarded(cell)
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
