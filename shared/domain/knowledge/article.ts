import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { instant, languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

/** Articles and macros of a brand, one row a language; translations of one article share `articleId`. */
export const knowledgeEntity = defineEntity({
  name: 'knowledge',
  version: 1,
  replication: 'synced',
  shape: {
    ...syncedFields,
    articleId: text(36),
    kind: z.enum(['article', 'macro']),
    language: languageTag(),
    title: text(200),
    body: text(20_000),
    topic: text(40),
    updatedAt: instant(),
  },
  clear: [...syncedClear, 'articleId', 'kind', 'language', 'updatedAt'],
  indexes: [['kind', 'language']],
  root: (row) => ({ kind: 'shelf', id: row.brandId }),
})

export type Article = RowOf<typeof knowledgeEntity>
