import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/** Who and what the organisation consists of: small, read by every window, whole in every replica. */
export const directoryEntity = defineEntity({
  name: 'directory',
  version: 2,
  replication: 'synced',
  shape: {
    ...syncedFields,
    kind: z.enum(['organisation', 'brand', 'site', 'team', 'queue', 'agent', 'skill', 'role']),
    name: text(120),
    /** A team's site, an agent's team, a queue's brand; the organisation for what stands right under it. */
    parentId: text(36),
    /** Agents only; empty otherwise. */
    email: text(200),
    role: z.enum(['', 'agent', 'lead', 'admin']),
    /** Agent: spoken; queue and brand: served; most fluent first. */
    languages: z.array(languageTag()).max(30),
    /** Agents: the brands they serve. */
    brandIds: z.array(text(36)).max(50),
    /** Sites and agents: IANA name such as `Asia/Manila`. */
    timeZone: text(60),
    /** Agent: has; queue: wants. */
    skillIds: z.array(text(36)).max(50),
    /** Agents: a role of the organisation's own, in place of the built-in one; empty without. */
    roleId: text(36),
    /** Roles: what they allow. A desk may be older than a right, so any name is kept. */
    rights: z.array(text(40)).max(40),
    /** False for an agent who left. Their name stays beside what they wrote. */
    isActive: z.boolean(),
  },
  clear: [...syncedClear, 'kind'],
  indexes: [['kind']],
  root: (row) => ({ kind: 'shelf', id: row.organisationId }),
})

export type DirectoryEntry = RowOf<typeof directoryEntity>
export type DirectoryKind = DirectoryEntry['kind']
