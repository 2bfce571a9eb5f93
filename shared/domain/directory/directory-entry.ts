import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { languageTag, text } from '../../schema/fields.ts'
import { fieldTextMax } from '../field/field-limits.ts'
import { viewFilterSchema } from '../view/view-filter.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

export const fieldTypes = ['text', 'number', 'date', 'choice', 'yes-no'] as const
export const choicesMax = 100

/** Who and what the organisation consists of: small, read by every window, whole in every replica. */
export const directoryEntity = defineEntity({
  name: 'directory',
  version: 4,
  replication: 'synced',
  shape: {
    ...syncedFields,
    kind: z.enum(['organisation', 'brand', 'site', 'team', 'queue', 'agent', 'skill', 'role', 'field', 'view']),
    name: text(120),
    /** A team's site, an agent's team, a queue's brand, a view's owner; the organisation for what stands right under it. */
    parentId: text(36),
    /** Agents only; empty otherwise. */
    email: text(200),
    role: z.enum(['', 'agent', 'lead', 'admin']),
    /** Agent: spoken; queue and brand: served; most fluent first. */
    languages: z.array(languageTag()).max(30),
    /** Agents: the brands they serve. Fields: the brands that use it, none for all. */
    brandIds: z.array(text(36)).max(50),
    /** Sites and agents: IANA name such as `Asia/Manila`. */
    timeZone: text(60),
    /** Agent: has; queue: wants. */
    skillIds: z.array(text(36)).max(50),
    /** Agents: a role of the organisation's own, in place of the built-in one; empty without. */
    roleId: text(36),
    /** Roles: what they allow. A desk may be older than a right, so any name is kept. */
    rights: z.array(text(40)).max(40),
    /** Queues: who gets a resolved conversation when its customer writes again. Empty: whoever had it. */
    reopensTo: z.enum(['', 'assignee', 'queue']),
    /** Fields: what can be written into them, and in which rows; null for everything else. */
    field: z
      .strictObject({
        about: z.enum(['conversation', 'customer']),
        type: z.enum(fieldTypes),
        choices: z.array(text(fieldTextMax).min(1)).max(choicesMax),
      })
      .nullable(),
    /** Views: which conversations they show, and with which team they are shared; null for everything else. */
    view: z.strictObject({ teamId: text(36), filter: viewFilterSchema }).nullable(),
    /** False for an agent who left, a view that was removed, and for a field that is used no more. What it says beside what they wrote stays. */
    isActive: z.boolean(),
  },
  clear: [...syncedClear, 'kind'],
  indexes: [['kind']],
  root: (row) => ({ kind: 'shelf', id: row.organisationId }),
})

export type DirectoryEntry = RowOf<typeof directoryEntity>
export type DirectoryKind = DirectoryEntry['kind']
