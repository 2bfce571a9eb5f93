import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { instant, text } from '../../schema/fields.ts'

/** What this desk keeps for its agent alone: refusals not yet dismissed, and what can be taken back. */
export const localEntity = defineEntity({
  name: 'local',
  version: 3,
  replication: 'local',
  shape: {
    /** `refusal:<commandId>`, `doing:<commandId>` */
    id: text(80).min(1),
    kind: z.enum(['refusal', 'doing']),
    value: text(40_000),
    updatedAt: instant(),
  },
  clear: ['kind', 'updatedAt'],
  indexes: [['kind', 'updatedAt']],
})

export type LocalRecord = RowOf<typeof localEntity>

/** The replica's own book-keeping: its checkpoint and cursor. */
export const metaEntity = defineEntity({
  name: 'meta',
  version: 1,
  replication: 'local',
  shape: { id: text(40).min(1), value: text(20_000) },
  clear: [],
  indexes: [],
})

export type MetaRecord = RowOf<typeof metaEntity>
