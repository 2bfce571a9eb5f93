import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/** Who and what the organisation consists of: small, read by every window, whole in every replica. */
export const directoryEntity = defineEntity({
  name: 'directory',
  version: 1,
  replication: 'synced',
  shape: {
    ...syncedFields,
    kind: z.enum(['organisation', 'brand', 'site', 'team', 'queue', 'agent']),
    name: text(120),
    /** A team's site, an agent's team; empty at the top. */
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
  },
  clear: [...syncedClear, 'kind'],
  indexes: [['kind']],
  root: (row) => ({ kind: 'shelf', id: row.organisationId }),
})

export type DirectoryEntry = RowOf<typeof directoryEntity>
