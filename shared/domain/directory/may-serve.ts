import type { DirectoryEntry } from './directory-entry.ts'
import { type Right, builtInRoles } from './rights.ts'

/** What an agent's role lets them do, as the directory tells. */
export const rightsOfAgent = ({ kind, role }: DirectoryEntry): readonly Right[] =>
  kind === 'agent' && role !== '' ? builtInRoles[role] : []

/** Whether conversations of this brand can be given to them. */
export const mayServe = (agent: DirectoryEntry, brandId: string): boolean =>
  rightsOfAgent(agent).includes('conversation.work') && (brandId === '' || agent.brandIds.includes(brandId))
