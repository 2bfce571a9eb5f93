import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { text } from '../schema/fields.ts'
import { agentPresenceShape, presenceStates, presenceWishShape, saidCauses } from '../sync/presence-protocol.ts'

export const presenceViewSchema = z.strictObject({
  /** What this desk says of its agent. Null while nobody sits here. */
  own: z
    .strictObject({
      state: z.enum(presenceStates),
      reasonId: text(36),
      cause: z.enum(saidCauses),
      next: presenceWishShape.nullable(),
    })
    .nullable(),
  /** Everybody's, as the server tells: of whoever may direct; otherwise the agent's own at most. Empty without a line. */
  agents: z.array(agentPresenceShape),
  /** What went back to its queue while this desk was dark, until it is read. */
  givenBack: z.strictObject({ conversationIds: z.array(text(36)), sinceAt: z.int().min(0) }).nullable(),
})
export type PresenceView = z.infer<typeof presenceViewSchema>

export const presenceContract = {
  watch: oc.output(eventIterator(presenceViewSchema)),
  choose: oc.input(presenceWishShape).output(z.void()),
  /** For after the conversation that the agent finishes next; null: nothing any more. */
  chooseNext: oc.input(z.strictObject({ next: presenceWishShape.nullable() })).output(z.void()),
  /** The agent has read what was given back. */
  seen: oc.output(z.void()),
}
