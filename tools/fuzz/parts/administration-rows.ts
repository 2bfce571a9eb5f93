import type { RowWrite } from '#shared/domain/command.ts'
import type { SyncedRows } from '#shared/domain/entities.ts'
import { agentRow, directoryRow } from '../../../server-sync/testing/workplace.ts'

const ours = { organisationId: 'org-3' as SyncedRows['directory']['organisationId'] }

/**
 * A third organisation, with an administrator: what she does changes her own directory and sessions, so everything of the
 * others has to stay as it is whatever the administration is asked.
 */
export const administrationRows: readonly RowWrite[] = [
  directoryRow('org-3', { ...ours, kind: 'organisation', name: 'Southbank' }),
  directoryRow('brand-c', { ...ours, kind: 'brand', parentId: 'org-3', name: 'Tern' }),
  directoryRow('site-c', { ...ours, kind: 'site', parentId: 'org-3', timeZone: 'UTC' }),
  directoryRow('team-c', { ...ours, kind: 'team', parentId: 'site-c' }),
  directoryRow('queue-c', { ...ours, kind: 'queue', brandId: 'brand-c', languages: ['en'] }),
  directoryRow('skill-c', { ...ours, kind: 'skill', parentId: 'org-3' }),
  directoryRow('role-c', { ...ours, kind: 'role', parentId: 'org-3', rights: ['conversation.work'] }),
  agentRow('ada', ['brand-c'], { ...ours, role: 'admin', parentId: 'team-c' }),
  agentRow('agent-mia', ['brand-c'], { ...ours, parentId: 'team-c' }),
]
