import { z } from 'zod'
import { languageTag, text } from '../schema/fields.ts'
import { messageMaxLength } from '../domain/message/message-limits.ts'

/** The customer's chat and the server: JSON text frames on the WebSocket `/chat`. Everything in it is hostile input. */
export const chatFrameMaxBytes = 64 * 1024

export const visitorFrameSchema = z.discriminatedUnion('frame', [
  /** `token` from an earlier `welcome`; without one a new visitor begins. */
  z.strictObject({
    frame: z.literal('hello'),
    brandId: text(36).min(1),
    token: text(400).nullable(),
    language: languageTag(),
    timeZone: text(60),
  }),
  /** `messageId` is made by the chat and kept until the receipt, so that sending again is harmless. */
  z.strictObject({ frame: z.literal('send'), messageId: z.uuid(), text: text(messageMaxLength).min(1) }),
  z.strictObject({ frame: z.literal('delivered'), messageIds: z.array(text(36)).min(1).max(100) }),
  z.strictObject({ frame: z.literal('read'), messageIds: z.array(text(36)).min(1).max(100) }),
  /** The customer types: said at most every `typingEveryMs`, and over `typingLastsMs` after the last one, or with a message. */
  z.strictObject({ frame: z.literal('typing') }),
  z.strictObject({ frame: z.literal('ping'), n: z.int() }),
])
export type VisitorFrame = z.infer<typeof visitorFrameSchema>

export const chatMessageSchema = z.strictObject({
  messageId: text(36),
  number: z.int().min(1),
  from: z.enum(['customer', 'agent', 'bot']),
  /** Shown name of the agent; empty for the customer's own. */
  name: text(120),
  text: text(messageMaxLength),
  language: languageTag(),
  createdAt: z.int().min(0),
})
export type ChatMessage = z.infer<typeof chatMessageSchema>

export const chatFrameSchema = z.discriminatedUnion('frame', [
  /** All that was said so far, oldest first; `token` is to be kept by the page. */
  z.strictObject({
    frame: z.literal('welcome'),
    token: text(400).min(1),
    brandName: text(120),
    messages: z.array(chatMessageSchema),
  }),
  /** Committed: it will not be lost any more. */
  z.strictObject({
    frame: z.literal('receipt'),
    messageId: text(36),
    number: z.int().min(1),
    createdAt: z.int().min(0),
  }),
  z.strictObject({ frame: z.literal('message'), message: chatMessageSchema }),
  /** An agent writes a reply, whoever it is: over `typingLastsMs` after the last one, or with a message. */
  z.strictObject({ frame: z.literal('typing'), who: z.literal('agent') }),
  z.strictObject({ frame: z.literal('refused'), messageId: text(36).nullable(), kind: text(60) }),
  z.strictObject({ frame: z.literal('pong'), n: z.int() }),
])
export type ChatFrame = z.infer<typeof chatFrameSchema>
