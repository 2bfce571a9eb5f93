import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { id } from '../../schema/fields.ts'
import { type RowReader, applied, defineCommand, refused, unchanged } from '../command.ts'
import { shownCustomerId } from '../customer/shown-customer.ts'
import type { Conversation } from './conversation.ts'
import { withEvent } from './event-entry.ts'
import { conversationRefusals } from './refusals.ts'
import { keptByOther, shut } from './shut.ts'
import { asBefore, standingOf } from './standing.ts'

/** Each of the two conversations gets a line of its own: `entryId` in `fromId`, `intoEntryId` in `intoId`. */
const args = z.strictObject({
  fromId: id('ConversationId'),
  intoId: id('ConversationId'),
  entryId: id('TimelineEntryId'),
  intoEntryId: id('TimelineEntryId'),
})
type Args = z.infer<typeof args>

const pairReads = (given: Args) => [
  { collection: 'conversation' as const, id: given.fromId },
  { collection: 'conversation' as const, id: given.intoId },
  { collection: 'timeline' as const, id: given.entryId },
  { collection: 'timeline' as const, id: given.intoEntryId },
]

/**
 * One matter, two conversations: `fromId` goes on as `intoId`. Nothing of it is moved, deleted or renumbered; its customer's
 * next message arrives in the target, and hears what is said there. Neither may be merged already, so there are no circles.
 */
export const mergeConversations = defineCommand({
  type: 'conversation.merge',
  version: 1,
  actors: ['agent'],
  args: args.extend({
    /** After customers were merged: the rows that show both conversations to be the same person's. */
    customerIds: z.array(id('CustomerId')).max(10).optional(),
  }),
  reads: (given) => [
    ...pairReads(given),
    ...(given.customerIds ?? []).map((customerId) => ({ collection: 'customer' as const, id: customerId })),
  ],
  reduce: (rows, given, context) => {
    const from = rows.get('conversation', given.fromId)
    const into = rows.get('conversation', given.intoId)
    if (!from || !into) return refused(conversationRefusals.notFound())
    if (isDone(rows, given) || from.mergedIntoId === into.id) return unchanged
    const refusal =
      shut(from) ??
      shut(into) ??
      checkPair(rows, from, into, given.customerIds ?? []) ??
      keptByOther(from, context.actor)
    if (refusal) return refused(refusal)
    const [target, told] = withEvent(
      absorbing(into, from),
      given.intoEntryId,
      { type: 'absorbed', subjectId: from.id },
      context,
    )
    const merged: Conversation = {
      ...from,
      status: 'merged',
      before: standingOf(from),
      snoozedUntilAt: 0,
      offeredToId: null,
      offerUntilAt: 0,
      mergedIntoId: into.id,
      mergedAtNumber: target.row.lastNumber,
      targetBefore: targetStanding(into),
    }
    return applied(...withEvent(merged, given.entryId, { type: 'merged', subjectId: into.id }, context), target, told)
  },
})

/** It was two matters after all: `fromId` becomes what it was. What was said in the target meanwhile stays there. */
export const unmergeConversations = defineCommand({
  type: 'conversation.unmerge',
  version: 1,
  actors: ['agent'],
  args,
  reads: pairReads,
  reduce: (rows, given, context) => {
    const from = rows.get('conversation', given.fromId)
    const into = rows.get('conversation', given.intoId)
    if (!from || !into) return refused(conversationRefusals.notFound())
    if (isDone(rows, given)) return unchanged
    if (from.status !== 'merged') return unchanged
    if (from.mergedIntoId !== into.id) return refused(conversationRefusals.merged(from.mergedIntoId ?? ''))
    const kept = keptByOther(from, context.actor)
    if (kept) return refused(kept)
    const apart = { ...asBefore(from), mergedIntoId: null, mergedAtNumber: 0, targetBefore: null }
    return applied(
      ...withEvent(apart, given.entryId, { type: 'unmerged', subjectId: into.id }, context),
      ...withEvent(givingBack(into, from, apart), given.intoEntryId, { type: 'parted', subjectId: from.id }, context),
    )
  },
})

const isDone = (rows: RowReader, { entryId, intoEntryId }: Args) =>
  rows.get('timeline', entryId) !== undefined || rows.get('timeline', intoEntryId) !== undefined

function checkPair(
  rows: RowReader,
  from: Conversation,
  into: Conversation,
  customerIds: readonly string[],
): Refusal | undefined {
  if (from.id === into.id) return conversationRefusals.same()
  if (from.brandId !== into.brandId) return conversationRefusals.otherBrand()
  const known = (customerId: string) =>
    customerIds.includes(customerId) ? rows.get('customer', customerId) : undefined
  const isSamePerson = shownCustomerId(from.customerId, known) === shownCustomerId(into.customerId, known)
  return isSamePerson ? undefined : conversationRefusals.otherCustomer()
}

function targetStanding({ status, snoozedUntilAt, resolvedAt, waitingSinceAt }: Conversation) {
  if (status === 'spam' || status === 'merged') throw new Error('a target that is shut')
  return { status, snoozedUntilAt, resolvedAt, waitingSinceAt }
}

/** Whoever waits for an answer in what is merged waits for it in the target. */
function absorbing(into: Conversation, from: Conversation): Conversation {
  const isWaiting = from.status === 'open' && from.waitingSinceAt < into.waitingSinceAt
  return isWaiting
    ? { ...into, status: 'open', snoozedUntilAt: 0, resolvedAt: 0, waitingSinceAt: from.waitingSinceAt }
    : into
}

/** Only as far as the target still is as the merge left it: what people did with it since stands. */
function givingBack(into: Conversation, from: Conversation, apart: Conversation): Conversation {
  if (!from.targetBefore) return into
  const left = absorbing({ ...into, ...from.targetBefore }, apart)
  const fields = ['status', 'snoozedUntilAt', 'resolvedAt', 'waitingSinceAt'] as const
  return fields.every((field) => into[field] === left[field]) ? { ...into, ...from.targetBefore } : into
}
