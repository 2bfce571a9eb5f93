import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/** The brand's term base: how a retail term is said in the customer's language. */
export const languageEntity = defineEntity({
  name: 'language',
  version: 1,
  replication: 'synced',
  shape: {
    ...syncedFields,
    kind: z.enum(['term']),
    sourceLanguage: languageTag(),
    targetLanguage: languageTag(),
    source: text(200),
    target: text(200),
    note: text(500),
  },
  clear: [...syncedClear, 'kind', 'sourceLanguage', 'targetLanguage'],
  indexes: [['sourceLanguage', 'targetLanguage']],
  root: (row) => ({ kind: 'shelf', id: row.brandId }),
})

export type Term = RowOf<typeof languageEntity>
