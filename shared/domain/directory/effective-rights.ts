import type { DirectoryEntry } from './directory-entry.ts'
import { type Right, builtInRoles, isRight } from './rights.ts'

type Holder = Pick<DirectoryEntry, 'role' | 'roleId' | 'isActive'>

/**
 * What an agent may do. A role of the organisation's own takes the place of the built-in one; where it is not known, nothing
 * is allowed. Who left may do nothing.
 */
export function effectiveRights(
  agent: Holder,
  ownRole: Pick<DirectoryEntry, 'kind' | 'rights'> | undefined,
): readonly Right[] {
  if (!agent.isActive) return []
  if (agent.roleId !== '') return ownRole?.kind === 'role' ? ownRole.rights.filter(isRight) : []
  return agent.role === '' ? [] : builtInRoles[agent.role]
}
