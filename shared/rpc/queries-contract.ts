import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { draftFileSchema } from '../domain/draft/draft-file.ts'
import { basedOnSchema } from '../domain/command.ts'
import { conversationEntity } from '../domain/conversation/conversation.ts'
import { customerEntity } from '../domain/customer/customer.ts'
import { directoryEntity } from '../domain/directory/directory-entry.ts'
import { knowledgeEntity } from '../domain/knowledge/article.ts'
import { timelineEntity } from '../domain/message/timeline-entry.ts'
import { orderEntity } from '../domain/order/order.ts'
import { viewFilterSchema } from '../domain/view/view-filter.ts'
import { text } from '../schema/fields.ts'
import { refusalSchema } from '../sync/outcome.ts'

/** `mentions`: where this agent was named in a note and has not marked it as read. `offered`: what this agent is asked to take. */
export const inboxViews = ['mine', 'unassigned', 'open', 'snoozed', 'resolved', 'mentions', 'offered', 'spam'] as const
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
  customerId: text(36).nullable(),
  text: z.string().nullable(),
  /** That the reply was to carry. */
  files: z.array(draftFileSchema),
  refusal: refusalSchema,
  refusedAt: z.int().min(0),
  /** The same for all that were refused of one doing. */
  togetherId: text(36).nullable(),
})
export type RefusalCard = z.infer<typeof refusalCardSchema>

export const waitingCommandSchema = z.strictObject({
  commandId: text(36),
  type: text(60),
  conversationId: text(36).nullable(),
  /** What was written, or what its files are called, or the name of the tag. */
  text: z.string().nullable(),
  state: z.enum(['queued', 'sending']),
  /** Null: not on this computer (any more). */
  row: inboxRowSchema.nullable(),
})
export type WaitingCommand = z.infer<typeof waitingCommandSchema>

/** Something this agent did here, to one conversation or to many at once, that can be taken back. */
export const doingSchema = z.strictObject({
  id: text(36),
  type: text(60),
  doneAt: z.int().min(0),
  /** How many commands it was. */
  count: z.int().min(1),
  conversationId: text(36).nullable(),
  customerId: text(36).nullable(),
  /** The conversation, where it was one and is here. */
  row: inboxRowSchema.nullable(),
})
export type Doing = z.infer<typeof doingSchema>

const takingBackSchema = z.strictObject({
  type: text(60),
  args: z.record(z.string().max(60), z.unknown()),
  basedOn: basedOnSchema,
})

const byConversation = z.strictObject({ conversationId: text(36) })

/** Named live queries: each answers at once with what is here, and again whenever it changes. Served by the replica worker. */
export const queriesContract = {
  replica: { watch: oc.output(eventIterator(replicaStateSchema)) },
  inbox: {
    watch: oc
      .input(
        z.strictObject({
          view: inboxViewSchema,
          /** Only what stands in this queue. */
          queueId: text(36).optional(),
          /** Instead of `view`: what a saved view shows. `now` is for how long somebody waits. */
          filter: viewFilterSchema.optional(),
          now: z.int().min(0).optional(),
          order: z.enum(['waiting', 'recent']),
          limit: z.int().min(1).max(500),
        }),
      )
      .output(eventIterator(z.strictObject({ rows: z.array(inboxRowSchema), hasMore: z.boolean() }))),
    counts: oc.output(eventIterator(z.record(inboxViewSchema, z.int().min(0)))),
    /** How many each of these saved views shows, by the view's id; as many as are counted at most. */
    filterCounts: oc
      .input(
        z.strictObject({
          filters: z.array(z.strictObject({ id: text(36), filter: viewFilterSchema })).max(60),
          now: z.int().min(0),
        }),
      )
      .output(eventIterator(z.record(text(36), z.int().min(0)))),
    /** How many are open in each of these queues, by the queue's id. */
    queueCounts: oc
      .input(z.strictObject({ queueIds: z.array(text(36)).max(200) }))
      .output(eventIterator(z.record(text(36), z.int().min(0)))),
  },
  conversation: {
    watch: oc.input(byConversation).output(eventIterator(inboxRowSchema.nullable())),
    /** Newest `limit` entries, oldest first. */
    timeline: oc
      .input(byConversation.extend({ limit: z.int().min(1).max(1000) }))
      .output(eventIterator(z.array(timelineEntity.schema))),
    /** What goes on in it, in what it goes on, and what it has to do with. */
    related: oc.input(byConversation).output(
      eventIterator(
        z.strictObject({
          /** Merged into this one, in the order in which they began. */
          merged: z.array(inboxRowSchema),
          mergedInto: inboxRowSchema.nullable(),
          linked: z.array(inboxRowSchema),
        }),
      ),
    ),
  },
  team: {
    /** What is open and somebody's; who waits longest comes first. */
    work: oc.output(eventIterator(z.strictObject({ rows: z.array(inboxRowSchema), hasMore: z.boolean() }))),
  },
  customer: {
    watch: oc.input(z.strictObject({ customerId: text(36) })).output(
      eventIterator(
        z.strictObject({
          /** The one under which they are shown, when they were merged into another. */
          customer: customerEntity.schema.nullable(),
          /** Those that were merged into it: the same person, with their own identities. Orders and conversations are of all. */
          merged: z.array(customerEntity.schema),
          orders: z.array(orderEntity.schema),
          conversations: z.array(conversationEntity.schema),
        }),
      ),
    ),
  },
  customers: {
    /** Of one brand, whose name, address or number holds each of these words; those that were merged into others are not shown. */
    search: oc
      .input(z.strictObject({ brandId: text(36), words: text(120), limit: z.int().min(1).max(50) }))
      .output(eventIterator(z.array(customerEntity.schema))),
  },
  directory: { watch: oc.output(eventIterator(z.array(directoryEntity.schema))) },
  knowledge: {
    watch: oc
      .input(z.strictObject({ brandId: text(36), kind: z.enum(['article', 'macro']) }))
      .output(eventIterator(z.array(knowledgeEntity.schema))),
  },
  /** The first of what waits for the server, in the order in which it was done. */
  waiting: { watch: oc.output(eventIterator(z.array(waitingCommandSchema))) },
  doings: {
    /** What can be taken back, newest first. */
    watch: oc.output(eventIterator(z.array(doingSchema))),
    /** The commands that take it back, in the order in which they have to be done; none when nothing is left to take back. */
    steps: oc.input(z.strictObject({ id: text(36) })).output(z.array(takingBackSchema)),
    /** These commands are one doing: taken back together. */
    together: oc.input(z.strictObject({ commandIds: z.array(text(36)).min(1).max(1_000) })).output(z.void()),
  },
  refusals: {
    watch: oc.output(eventIterator(z.array(refusalCardSchema))),
    dismiss: oc.input(z.strictObject({ commandId: text(36) })).output(z.void()),
  },
}
export type QueriesContract = typeof queriesContract
