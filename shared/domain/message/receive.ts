import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { currency, id, languageTag, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { type Conversation, channels } from '../conversation/conversation.ts'
import { newConversation } from '../conversation/new-conversation.ts'
import { foundFilesSchema } from '../file/attachment.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { withAssignee } from '../conversation/standing.ts'
import type { Customer } from '../customer/customer.ts'
import { newCustomer } from '../customer/new-customer.ts'
import { type Suspicion, blankVisit, suspicions } from '../visit/visit.ts'
import { newEntry } from './new-entry.ts'
import { shortForm } from './snippet.ts'
import { messageMaxLength } from './message-limits.ts'
import { nextNumber } from './timeline-order.ts'

/**
 * A customer's message arrives. Its first one brings the customer and the conversation into being; one to a snoozed or
 * resolved conversation opens it again; spam stays spam. Runs on the server only.
 */
export const receiveMessage = defineCommand({
  type: 'message.receive',
  version: 1,
  actors: ['customer'],
  args: z.strictObject({
    messageId: id('TimelineEntryId'),
    conversationId: id('ConversationId'),
    customerId: id('CustomerId'),
    brandId: text(36).min(1),
    queueId: text(36),
    channel: z.enum(channels),
    /** Empty only where the message carries files. */
    text: text(messageMaxLength),
    language: languageTag(),
    /** The channel has found them to be the customer's own, and claimed them for this message. */
    attachments: foundFilesSchema.optional(),
    timeZone: text(60),
    currency: currency(),
    /** Who gets a resolved conversation back: whoever had it, or its queue. The channel knows the queue's policy. */
    reopensTo: z.enum(['assignee', 'queue']).optional(),
    /** What looked like spam in it. */
    suspicion: z.enum(suspicions).optional(),
    /** Nobody was there to answer. */
    isAway: z.boolean().optional(),
  }),
  reads: (args) => [
    { collection: 'conversation', id: args.conversationId },
    { collection: 'customer', id: args.customerId },
    { collection: 'timeline', id: args.messageId },
  ],
  reduce: (rows, args, context) => {
    if (rows.get('timeline', args.messageId)) return unchanged
    const attachments = args.attachments ?? []
    if (args.text.trim() === '' && attachments.length === 0) return refused(conversationRefusals.emptyMessage())
    const owned = {
      organisationId: context.actor.organisationId as Customer['organisationId'],
      brandId: args.brandId,
      rev: 0,
    }
    const knownCustomer = rows.get('customer', args.customerId)
    const customer: Customer =
      knownCustomer ??
      newCustomer({
        ...owned,
        id: args.customerId,
        language: args.language,
        timeZone: args.timeZone,
        customerSinceAt: context.now,
        currency: args.currency,
      })
    const known = rows.get('conversation', args.conversationId)
    if (known && known.customerId !== customer.id) return refused(conversationRefusals.notFound())
    // Merged since the channel asked where it goes: it asks again.
    if (known?.status === 'merged') return refused(conversationRefusals.merged(known.mergedIntoId ?? ''))
    const conversation: Conversation = known ?? {
      ...newConversation({
        ...owned,
        id: args.conversationId,
        customerId: customer.id,
        channel: args.channel,
        openedAt: context.now,
      }),
      queueId: args.queueId,
      subject: shortForm(args.text, attachments),
      language: args.language,
    }
    const number = nextNumber(conversation, context)
    const message = newEntry(
      conversation,
      {
        id: args.messageId,
        kind: 'message',
        number,
        authorKind: 'customer',
        authorId: customer.id,
        text: args.text,
        language: args.language,
        attachments,
      },
      context,
    )
    const heard: Conversation = {
      ...conversation,
      // Answers go where the customer wrote last.
      channel: args.channel,
      lastNumber: number,
      lastMessageAt: context.now,
      lastMessageBy: 'customer',
      snippet: shortForm(args.text, attachments),
      visit: visitOf(conversation, args),
    }
    return applied(
      ...(knownCustomer ? [] : [{ collection: 'customer' as const, row: customer }]),
      { collection: 'conversation', row: waiting(heard, args.reopensTo ?? 'assignee', context.now) },
      { collection: 'timeline', row: message },
    )
  },
})

/** The first suspicion stays, until a person has decided; so does that a conversation began when nobody was there. */
function visitOf(
  { visit, lastNumber }: Conversation,
  { suspicion, isAway }: { readonly suspicion?: Suspicion | undefined; readonly isAway?: boolean | undefined },
): Conversation['visit'] {
  const isLeft = isAway === true && lastNumber === 0
  if (suspicion === undefined && !isLeft) return visit
  const before = visit ?? blankVisit
  return { ...before, suspicion: before.suspicion || (suspicion ?? ''), wasAway: before.wasAway || isLeft }
}

/** Spam does not come back by itself, but remembers what it would be. */
function waiting(heard: Conversation, reopensTo: 'assignee' | 'queue', now: Instant): Conversation {
  const standing = heard.status === 'spam' && heard.before ? heard.before : heard
  const woken = {
    status: 'open' as const,
    snoozedUntilAt: 0,
    resolvedAt: 0,
    waitingSinceAt: Math.min(standing.waitingSinceAt, now),
    unreadCount: standing.unreadCount + 1,
  }
  if (heard.status === 'spam') return { ...heard, before: woken }
  const isFreed = heard.status === 'resolved' && reopensTo === 'queue'
  return { ...(isFreed ? withAssignee(heard, null) : heard), ...woken, before: null }
}
