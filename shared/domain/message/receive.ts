import { z } from 'zod'
import { currency, id, languageTag, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { type Conversation, channels, notWaiting } from '../conversation/conversation.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import type { Customer } from '../customer/customer.ts'
import { snippetOf } from './snippet.ts'
import { type TimelineEntry, messageMaxLength } from './timeline-entry.ts'
import { nextNumber } from './timeline-order.ts'

/**
 * A customer's message arrives. Its first one brings the customer and the conversation into being; one to a
 * snoozed or resolved conversation opens it again. Runs on the server only.
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
    text: text(messageMaxLength).min(1),
    language: languageTag(),
    timeZone: text(60),
    currency: currency(),
  }),
  reads: (args) => [
    { collection: 'conversation', id: args.conversationId },
    { collection: 'customer', id: args.customerId },
    { collection: 'timeline', id: args.messageId },
  ],
  reduce: (rows, args, context) => {
    if (rows.get('timeline', args.messageId)) return unchanged
    if (args.text.trim() === '') return refused(conversationRefusals.emptyMessage())
    const owned = {
      organisationId: context.actor.organisationId as Customer['organisationId'],
      brandId: args.brandId,
      rev: 0,
    }
    const knownCustomer = rows.get('customer', args.customerId)
    const customer: Customer = knownCustomer ?? {
      ...owned,
      id: args.customerId,
      name: '',
      email: '',
      phone: '',
      language: args.language,
      country: '',
      city: '',
      timeZone: args.timeZone,
      tier: 'standard',
      identities: [],
      about: '',
      customerSinceAt: context.now,
      orderCount: 0,
      spentMinor: 0,
      currency: args.currency,
    }
    const known = rows.get('conversation', args.conversationId)
    if (known && known.customerId !== customer.id) return refused(conversationRefusals.notFound())
    const conversation: Conversation = known ?? {
      ...owned,
      id: args.conversationId,
      customerId: customer.id,
      queueId: args.queueId,
      assigneeId: null,
      channel: args.channel,
      subject: snippetOf(args.text),
      status: 'open',
      snoozedUntilAt: 0,
      priority: 'normal',
      language: args.language,
      tags: [],
      lastNumber: 0,
      lastMessageAt: context.now,
      lastMessageBy: 'nobody',
      snippet: '',
      waitingSinceAt: notWaiting,
      unreadCount: 0,
      heldUntilAt: 0,
      openedAt: context.now,
      resolvedAt: 0,
    }
    const number = nextNumber(conversation, context)
    const message: TimelineEntry = {
      ...owned,
      id: args.messageId,
      conversationId: conversation.id,
      number,
      kind: 'message',
      authorKind: 'customer',
      authorId: customer.id,
      text: args.text,
      language: args.language,
      event: null,
      deliveryState: 'none',
      dueAt: 0,
      undo: null,
      createdAt: context.now,
    }
    const waiting: Conversation = {
      ...conversation,
      status: 'open',
      snoozedUntilAt: 0,
      resolvedAt: 0,
      lastNumber: number,
      lastMessageAt: context.now,
      lastMessageBy: 'customer',
      snippet: snippetOf(args.text),
      waitingSinceAt: Math.min(conversation.waitingSinceAt, context.now),
      unreadCount: conversation.unreadCount + 1,
    }
    return applied(
      ...(knownCustomer ? [] : [{ collection: 'customer' as const, row: customer }]),
      { collection: 'conversation', row: waiting },
      { collection: 'timeline', row: message },
    )
  },
})
