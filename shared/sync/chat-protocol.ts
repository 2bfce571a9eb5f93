import { z } from 'zod'
import { chatSettingsSchema } from '../domain/directory/chat-settings.ts'
import { foundFileSchema } from '../domain/file/attachment.ts'
import { attachmentsMax } from '../domain/file/file-limits.ts'
import { messageMaxLength } from '../domain/message/message-limits.ts'
import { pageContextSchema } from '../domain/visit/visit.ts'
import { languageTag, text } from '../schema/fields.ts'

/** The customer's chat and the server: JSON text frames on the WebSocket `/chat`. Everything in it is hostile input. */
export const chatFrameMaxBytes = 64 * 1024

/**
 * Who the visitor is to the shop, signed by the shop's own server: HMAC-SHA-256, in hexadecimal, of `userId.expiresAt` with the
 * brand's secret. `expiresAt` in seconds since 1970. The name is not signed: it counts as what a visitor says of themselves.
 */
export const visitorIdentitySchema = z.strictObject({
  userId: text(200).min(1),
  expiresAt: z.int().min(0),
  signature: text(100),
  name: text(120),
})
export type VisitorIdentity = z.infer<typeof visitorIdentitySchema>

export const visitorFrameSchema = z.discriminatedUnion('frame', [
  /** `token` from an earlier `welcome`; without one a new visitor begins. */
  z.strictObject({
    frame: z.literal('hello'),
    brandId: text(36).min(1),
    token: text(400).nullable(),
    language: languageTag(),
    timeZone: text(60),
    identity: visitorIdentitySchema.nullable().optional(),
  }),
  /** `messageId` is made by the chat and kept until the receipt, so that sending again is harmless. */
  z.strictObject({
    frame: z.literal('send'),
    messageId: z.uuid(),
    /** Empty only where it carries files. */
    text: text(messageMaxLength),
    /** Their uploads that it carries, each whole and not sent before. */
    fileIds: z.array(text(36).min(1)).max(attachmentsMax).optional(),
    /** From the first key to the last: nobody types a page in a moment. */
    typedMs: z.int().min(0).optional(),
  }),
  /** What the visitor looks at. Stored with their first message, or at once after it. */
  z.strictObject({ frame: z.literal('context'), context: pageContextSchema }),
  /** What they filled in before their first message, or where to answer while nobody is here. */
  z.strictObject({
    frame: z.literal('form'),
    name: text(120),
    email: text(200),
    orderNumber: text(60),
    /** The words that they agreed to; empty when they were not asked. */
    consent: text(500),
    /** Of a field that nobody sees. */
    trap: text(200),
  }),
  /** `entryId` is made by the chat and kept until `done`, so that sending again is harmless. */
  z.strictObject({ frame: z.literal('end'), entryId: z.uuid() }),
  z.strictObject({ frame: z.literal('rate'), entryId: z.uuid(), stars: z.int().min(1).max(5), comment: text(1_000) }),
  z.strictObject({ frame: z.literal('delivered'), messageIds: z.array(text(36)).min(1).max(100) }),
  z.strictObject({ frame: z.literal('read'), messageIds: z.array(text(36)).min(1).max(100) }),
  /** The customer types: said at most every `typingEveryMs`, and over `typingLastsMs` after the last one, or with a message. */
  z.strictObject({ frame: z.literal('typing') }),
  z.strictObject({ frame: z.literal('ping'), n: z.int() }),
])
export type VisitorFrame = z.infer<typeof visitorFrameSchema>

/** `ticket`: opens the file for a day, at `/chat/files/<fileId>?ticket=…`. */
const chatAttachmentSchema = foundFileSchema.extend({ ticket: text(60) })
export type ChatAttachment = z.infer<typeof chatAttachmentSchema>

export const chatMessageSchema = z.strictObject({
  messageId: text(36),
  number: z.int().min(1),
  from: z.enum(['customer', 'agent', 'bot']),
  /** Shown name of the agent; empty for the customer's own. */
  name: text(120),
  text: text(messageMaxLength),
  language: languageTag(),
  /** Missing: none. */
  attachments: z.array(chatAttachmentSchema).max(attachmentsMax).optional(),
  createdAt: z.int().min(0),
})
export type ChatMessage = z.infer<typeof chatMessageSchema>

/** Where the visitor stands: `place` in line, 0 when nobody waits or it is not known; `waitMs` as others waited lately, else 0. */
const standing = {
  status: z.enum(['none', 'open', 'ended']),
  place: z.int().min(0),
  waitMs: z.int().min(0),
  isOpen: z.boolean(),
  /** When somebody is here again; 0: now, or nobody knows. */
  opensAt: z.int().min(0),
}

export const chatFrameSchema = z.discriminatedUnion('frame', [
  /** All that was said so far, oldest first; `token` is to be kept by the page. */
  z.strictObject({
    frame: z.literal('welcome'),
    token: text(400).min(1),
    brandName: text(120),
    messages: z.array(chatMessageSchema),
    ...standing,
    /** The shop signed who this is. The token then stays in memory: the next one at this computer is somebody else. */
    isIdentified: z.boolean(),
    /** What is asked before the first message. */
    form: chatSettingsSchema.shape.form.nullable(),
    /** Files can be sent here, by tus (docs/CHAT.md). */
    takesFiles: z.boolean(),
  }),
  z.strictObject({ frame: z.literal('standing'), ...standing }),
  /** Ending or rating is committed. */
  z.strictObject({ frame: z.literal('done'), entryId: text(36) }),
  /** Committed: it will not be lost any more. */
  z.strictObject({
    frame: z.literal('receipt'),
    messageId: text(36),
    number: z.int().min(1),
    createdAt: z.int().min(0),
    /** The files that it carries, as the server found them. Missing: none. */
    attachments: z.array(chatAttachmentSchema).max(attachmentsMax).optional(),
  }),
  z.strictObject({ frame: z.literal('message'), message: chatMessageSchema }),
  /** An agent writes a reply, whoever it is: over `typingLastsMs` after the last one, or with a message. */
  z.strictObject({ frame: z.literal('typing'), who: z.literal('agent') }),
  z.strictObject({ frame: z.literal('refused'), messageId: text(36).nullable(), kind: text(60) }),
  z.strictObject({ frame: z.literal('pong'), n: z.int() }),
])
export type ChatFrame = z.infer<typeof chatFrameSchema>
