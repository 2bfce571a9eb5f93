import type { AnyEntity } from '../schema/define-entity.ts'
import { type Conversation, conversationEntity } from './conversation/conversation.ts'
import { type Customer, customerEntity } from './customer/customer.ts'
import { type DirectoryEntry, directoryEntity } from './directory/directory-entry.ts'
import { type Article, knowledgeEntity } from './knowledge/article.ts'
import { type Term, languageEntity } from './language/term.ts'
import { type TimelineEntry, timelineEntity } from './message/timeline-entry.ts'
import { type Order, orderEntity } from './order/order.ts'
import { localEntity, metaEntity } from './workplace/local-record.ts'

/** Replicated rows by collection. */
export interface SyncedRows {
  directory: DirectoryEntry
  conversation: Conversation
  timeline: TimelineEntry
  customer: Customer
  order: Order
  knowledge: Article
  language: Term
}

export type SyncedCollection = keyof SyncedRows

/** In the order in which a snapshot sends them: what a first screen needs comes first. */
export const syncedEntities = {
  directory: directoryEntity,
  conversation: conversationEntity,
  customer: customerEntity,
  timeline: timelineEntity,
  order: orderEntity,
  knowledge: knowledgeEntity,
  language: languageEntity,
} as const satisfies Record<SyncedCollection, AnyEntity>

/** All collections of a replica. RxDB allows 13 a realm; Farline stays at 9 or fewer. */
export const entities = { ...syncedEntities, local: localEntity, meta: metaEntity } as const

export const syncedCollections = Object.keys(syncedEntities) as readonly SyncedCollection[]
