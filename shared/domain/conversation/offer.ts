import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { type ReduceContext, applied, defineCommand, refused, unchanged } from '../command.ts'
import { mayServeIn, rolesOf } from '../directory/may-serve.ts'
import type { Conversation } from './conversation.ts'
import { entryArgs, entryReads } from './entry-args.ts'
import { withEvent } from './event-entry.ts'
import { offerMaxMs, offerMinMs } from './limits.ts'
import { conversationRefusals } from './refusals.ts'
import { mayDirect, shut } from './shut.ts'
import { withAssignee } from './standing.ts'

/** Ask an agent whether they take a conversation that nobody has. It ends `forMs` after the server's decision: laptops drift. */
export const offerConversation = defineCommand({
  type: 'conversation.offer',
  version: 1,
  actors: ['agent', 'system'],
  args: entryArgs.extend({ agentId: text(36).min(1), forMs: z.int().min(offerMinMs).max(offerMaxMs) }),
  reads: (args) => [...entryReads(args), { collection: 'directory', id: args.agentId }],
  readsOn: (args, rows) => rolesOf(rows, [args.agentId]),
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId)) return unchanged
    if (!mayDirect(context.actor)) return refused({ kind: 'command/not-allowed', retryable: false })
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.assigneeId !== null) return refused(conversationRefusals.alreadyAssigned(conversation.assigneeId))
    if (conversation.status !== 'open') return refused(conversationRefusals.notOpen())
    if (conversation.offeredToId !== null) return refused(conversationRefusals.alreadyOffered(conversation.offeredToId))
    if (!mayServeIn(rows, args.agentId, conversation.brandId)) {
      return refused(conversationRefusals.cannotServe(args.agentId))
    }
    const offered = { ...conversation, offeredToId: args.agentId, offerUntilAt: context.now + args.forMs }
    return applied(...withEvent(offered, args.entryId, { type: 'offered', subjectId: args.agentId }, context))
  },
})

/** Whoever may offer takes an offer back that nobody has answered. */
export const withdrawOffer = defineCommand({
  type: 'conversation.withdraw-offer',
  version: 1,
  actors: ['agent', 'system'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', args.entryId)) return unchanged
    if (!mayDirect(context.actor)) return refused({ kind: 'command/not-allowed', retryable: false })
    if (conversation.offeredToId === null) return unchanged
    const event = { type: 'offer-withdrawn' as const, subjectId: conversation.offeredToId }
    return applied(...withEvent(notOffered(conversation), args.entryId, event, context))
  },
})

/** The agent who is asked takes it. Somebody may have been faster: they are told who. */
export const acceptOffer = defineCommand({
  type: 'conversation.accept-offer',
  version: 1,
  actors: ['agent'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const me = context.actor.id
    if (rows.get('timeline', args.entryId) || conversation.assigneeId === me) return unchanged
    const refusal = shut(conversation)
    if (refusal) return refused(refusal)
    if (conversation.assigneeId !== null) return refused(conversationRefusals.alreadyAssigned(conversation.assigneeId))
    if (conversation.offeredToId !== me) return refused(conversationRefusals.notOffered())
    if (isOver(conversation, context)) return refused(conversationRefusals.offerOver())
    return applied(
      ...withEvent(withAssignee(conversation, me), args.entryId, { type: 'assigned', subjectId: me }, context),
    )
  },
})

/** The agent who is asked does not take it: it goes back to its queue. */
export const declineOffer = defineCommand({
  type: 'conversation.decline-offer',
  version: 1,
  actors: ['agent'],
  args: entryArgs.extend({ reason: text(200).optional() }),
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const isMine = conversation.offeredToId === context.actor.id
    if (rows.get('timeline', args.entryId) || !isMine) return unchanged
    const event = { type: 'offer-declined' as const, subjectId: context.actor.id }
    return applied(...withEvent(notOffered(conversation), args.entryId, event, context, args.reason))
  },
})

/** Nobody answered in time: it goes back to its queue. Asked twice, or too early, it changes nothing. */
export const expireOffer = defineCommand({
  type: 'conversation.expire-offer',
  version: 1,
  actors: ['system'],
  args: entryArgs,
  reads: entryReads,
  reduce: (rows, args, context) => {
    const conversation = rows.get('conversation', args.conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    const isDue = conversation.offeredToId !== null && conversation.offerUntilAt <= context.now
    if (!isDue || rows.get('timeline', args.entryId)) return unchanged
    const event = { type: 'offer-expired' as const, subjectId: conversation.offeredToId ?? '' }
    return applied(...withEvent(notOffered(conversation), args.entryId, event, context))
  },
})

const notOffered = (conversation: Conversation): Conversation => ({
  ...conversation,
  offeredToId: null,
  offerUntilAt: 0,
})

/** A desk's clock does not decide this. */
const isOver = ({ offerUntilAt }: Conversation, { now, place }: ReduceContext) =>
  place.at === 'server' && now > offerUntilAt
