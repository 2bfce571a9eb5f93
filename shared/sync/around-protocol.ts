import { z } from 'zod'
import { text } from '../schema/fields.ts'

/**
 * Who is around in a conversation at this moment: worth nothing a minute later, so it goes as frames on the desk's line,
 * never through the command log or the feed. What is not repeated is over.
 */
export const hereModes = ['viewing', 'replying', 'noting'] as const
export type HereMode = (typeof hereModes)[number]

/** Windows of one desk that show a conversation at the same time; nobody looks at more. */
export const hereMax = 20
const hereShape = z.strictObject({ id: text(36).min(1), mode: z.enum(hereModes) })
export type HereConversation = z.infer<typeof hereShape>

/** Main → server: all that this desk has open and visible. The first one on a line asks to be told of others. */
export const hereFrameSchema = z.strictObject({
  frame: z.literal('here'),
  conversations: z.array(hereShape).max(hereMax),
})
export type HereFrame = z.infer<typeof hereFrameSchema>

export const aroundShape = z.strictObject({
  id: text(36),
  agents: z.array(z.strictObject({ agentId: text(36), mode: z.enum(hereModes) })).max(50),
  isCustomerTyping: z.boolean(),
})
/** Other agents and the customer; nobody any more when it lists none. */
export type AroundConversation = z.infer<typeof aroundShape>

/** Server → main: the conversations in which that has changed. */
export const aroundFrameSchema = z.strictObject({
  frame: z.literal('around'),
  conversations: z.array(aroundShape).min(1).max(1000),
})
export type AroundFrame = z.infer<typeof aroundFrameSchema>
