import { z } from 'zod'
import { text } from '../schema/fields.ts'

/**
 * What an agent can do at this moment. A desk says it as a frame on its line, as it is now; the server writes down since when,
 * by its own clock. So what was chosen without a line is never told hours later as if it were of then (ADR 0024).
 */
export const chosenStates = ['available', 'busy', 'wrap-up', 'away'] as const
export type ChosenState = (typeof chosenStates)[number]
export const presenceStates = [...chosenStates, 'offline'] as const
export type PresenceState = (typeof presenceStates)[number]

/** How it came to be. `next`: what was chosen for after the conversation. `dark`: the desk fell silent for too long. */
export const saidCauses = ['chosen', 'next', 'idle', 'locked'] as const
export const presenceCauses = [...saidCauses, 'signed-out', 'dark'] as const

/** `reasonId`: why somebody is away, in the directory; empty without. */
export const presenceWishShape = z.strictObject({ state: z.enum(chosenStates), reasonId: text(36) })
export type PresenceWish = z.infer<typeof presenceWishShape>

/** Main → server. */
export const presenceFrameSchema = z.strictObject({
  frame: z.literal('presence'),
  ...presenceWishShape.shape,
  cause: z.enum(saidCauses),
  next: presenceWishShape.nullable(),
})
export type PresenceFrame = z.infer<typeof presenceFrameSchema>

export const agentPresenceShape = z.strictObject({
  agentId: text(36),
  state: z.enum(presenceStates),
  reasonId: text(36),
  cause: z.enum(presenceCauses),
  sinceAt: z.int().min(0),
  next: presenceWishShape.nullable(),
})
export type AgentPresence = z.infer<typeof agentPresenceShape>

/** Server → main: the agent's own, and to whoever may direct the others'. Once on each line, then what has changed. */
export const presencesFrameSchema = z.strictObject({
  frame: z.literal('presences'),
  agents: z.array(agentPresenceShape).max(1000),
})
export type PresencesFrame = z.infer<typeof presencesFrameSchema>

/** Server → main: what went back to its queue while this agent's desk was dark; on each line until it was seen. */
export const givenBackFrameSchema = z.strictObject({
  frame: z.literal('given-back'),
  conversationIds: z.array(text(36)).min(1).max(200),
  /** When the desk fell silent. */
  sinceAt: z.int().min(0),
})
export type GivenBackFrame = z.infer<typeof givenBackFrameSchema>

/** Main → server: the agent has read it. */
export const givenBackSeenFrameSchema = z.strictObject({ frame: z.literal('given-back-seen') })
