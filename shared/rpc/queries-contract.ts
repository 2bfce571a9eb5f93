import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { conversationEntity } from '../domain/conversation/conversation.ts'
import { customerEntity } from '../domain/customer/customer.ts'
import { directoryEntity } from '../domain/directory/directory-entry.ts'
import { knowledgeEntity } from '../domain/knowledge/article.ts'
import { timelineEntity } from '../domain/message/timeline-entry.ts'
import { orderEntity } from '../domain/order/order.ts'
import { text } from '../schema/fields.ts'
import { refusalSchema } from '../sync/outcome.ts'

export const inboxViews = ['mine', 'unassigned', 'open', 'snoozed', 'resolved'] as const
export const inboxViewSchema = z.enum(inboxViews)
export type InboxView = z.infer<typeof inboxViewSchema>

export const inboxRowSchema = z.strictObject({
  conversation: conversationEntity.schema,
  customerName: text(120),
  /** Commands of this desk that the server has not decided yet change this row. */
  isPending: z.boolean(),
})
export type InboxRow = z.infer<typeof inboxRowSchema>

export const replicaStateSchema = z.strictObject({
  /** `empty`: nothing has ever been loaded here. `loading`: a snapshot is on its way, what is shown may be incomplete. */
  state: z.enum(['empty', 'loading', 'ready']),
  rows: z.int().min(0),
  /** One stable kind when something had to be repaired, else null. */
  problem: z.string().nullable(),
})
export type ReplicaState = z.infer<typeof replicaStateSchema>

export const refusalCardSchema = z.strictObject({
  commandId: text(36),
  type: text(60),
  /** What the person wanted, for the card: the conversation and, for a reply or note, its text. */
  conversationId: text(36).nullable(),
  text: z.string().nullable(),
  refusal: refusalSchema,
  refusedAt: z.int().min(0),
})
export type RefusalCard = z.infer<typeof refusalCardSchema>

export const waitingCommandSchema = z.strictObject({
  commandId: text(36),
  type: text(60),
  conversationId: text(36).nullable(),
  /** What was written, or the name of the tag. */
  text: z.string().nullable(),
  state: z.enum(['queued', 'sending']),
  /** Null: not on this computer (any more). */
  row: inboxRowSchema.nullable(),
})
export type WaitingCommand = z.infer<typeof waitingCommandSchema>

const byConversation = z.strictObject({ conversationId: text(36) })

/** Named live queries: each answers at once with what is here, and again whenever it changes. Served by the replica worker. */
export const queriesContract = {
  replica: { watch: oc.output(eventIterator(replicaStateSchema)) },
  inbox: {
    watch: oc
      .input(
        z.strictObject({ view: inboxViewSchema, order: z.enum(['waiting', 'recent']), limit: z.int().min(1).max(500) }),
      )
      .output(eventIterator(z.strictObject({ rows: z.array(inboxRowSchema), hasMore: z.boolean() }))),
    counts: oc.output(eventIterator(z.record(inboxViewSchema, z.int().min(0)))),
  },
  conversation: {
    watch: oc.input(byConversation).output(eventIterator(inboxRowSchema.nullable())),
    /** Newest `limit` entries, oldest first. */
    timeline: oc
      .input(byConversation.extend({ limit: z.int().min(1).max(1000) }))
      .output(eventIterator(z.array(timelineEntity.schema))),
  },
  customer: {
    watch: oc.input(z.strictObject({ customerId: text(36) })).output(
      eventIterator(
        z.strictObject({
          customer: customerEntity.schema.nullable(),
          orders: z.array(orderEntity.schema),
          conversations: z.array(conversationEntity.schema),
        }),
      ),
    ),
  },
  directory: { watch: oc.output(eventIterator(z.array(directoryEntity.schema))) },
  knowledge: {
    watch: oc
      .input(z.strictObject({ brandId: text(36), kind: z.enum(['article', 'macro']) }))
      .output(eventIterator(z.array(knowledgeEntity.schema))),
  },
  /** The first of what waits for the server, in the order in which it was done. */
  waiting: { watch: oc.output(eventIterator(z.array(waitingCommandSchema))) },
  refusals: {
    watch: oc.output(eventIterator(z.array(refusalCardSchema))),
    dismiss: oc.input(z.strictObject({ commandId: text(36) })).output(z.void()),
  },
}
export type QueriesContract = typeof queriesContract
