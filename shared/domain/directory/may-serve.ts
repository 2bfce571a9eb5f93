import type { RowKey, RowReader } from '../command.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { effectiveRights } from './effective-rights.ts'

/** Whether conversations of this brand can be given to them. `known`: the directory, for a role of the organisation's own. */
export const mayServe = (
  agent: DirectoryEntry,
  brandId: string,
  known: (id: string) => DirectoryEntry | undefined,
): boolean =>
  agent.kind === 'agent' &&
  effectiveRights(agent, agent.roleId === '' ? undefined : known(agent.roleId)).includes('conversation.work') &&
  (brandId === '' || agent.brandIds.includes(brandId))

/** As a reducer asks it; its command reads on to `rolesOf` these agents. */
export const mayServeIn = (rows: RowReader, agentId: string, brandId: string): boolean => {
  const agent = rows.get('directory', agentId)
  return agent !== undefined && mayServe(agent, brandId, (id) => rows.get('directory', id))
}

/** The organisation's own roles that these agents have. */
export function rolesOf(rows: RowReader, agentIds: readonly string[]): readonly RowKey[] {
  const roleIds = agentIds.map((id) => rows.get('directory', id)?.roleId ?? '').filter((id) => id !== '')
  return [...new Set(roleIds)].map((id) => ({ collection: 'directory', id }))
}
