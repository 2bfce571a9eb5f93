import { z } from 'zod'
import { text } from '../schema/fields.ts'
import { snippetMaxLength } from '../domain/message/timeline-entry.ts'

/** More than anybody is told of one by one. */
export const askingMax = 30

/** What the rows of this desk ask of its agent, for the tray, the badge and notifications. Kept in memory, and by main only while the desk is open. */
export const attentionSchema = z.strictObject({
  counts: z.strictObject({
    /** Open conversations of this agent. */
    mine: z.int().min(0),
    /** Those of them with something unread. */
    unread: z.int().min(0),
    /** Open conversations of nobody in which a customer waits. */
    waiting: z.int().min(0),
  }),
  /** Of the last two, those in which the customer spoke last; the newest first. */
  asking: z
    .array(
      z.strictObject({
        conversationId: text(36).min(1),
        isMine: z.boolean(),
        /** Number of the newest timeline entry. */
        lastNumber: z.int().min(0),
        lastMessageAt: z.int().min(0),
        customerName: text(120),
        snippet: text(snippetMaxLength),
      }),
    )
    .max(askingMax),
})
export type Attention = z.infer<typeof attentionSchema>
