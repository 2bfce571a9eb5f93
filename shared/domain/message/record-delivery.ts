import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import type { DeliveryState } from './timeline-entry.ts'

/** Later in this list wins; a receipt that arrives late never takes a state back, and none is due for what never left. */
const progress: readonly DeliveryState[] = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'delivered',
  'read',
  'delayed',
  'held',
  'withdrawn',
]

/** A channel learnt how a message fared. */
export const recordDelivery = defineCommand({
  type: 'delivery.record',
  version: 1,
  actors: ['system', 'customer'],
  args: z.strictObject({
    messageId: id('TimelineEntryId'),
    state: z.enum(['delivered', 'read', 'failed', 'unknown']),
  }),
  reads: (args) => [{ collection: 'timeline', id: args.messageId }],
  reduce: (rows, args) => {
    const message = rows.get('timeline', args.messageId)
    if (!message || message.deliveryState === 'none') return refused(conversationRefusals.notFound())
    if (progress.indexOf(args.state) <= progress.indexOf(message.deliveryState)) return unchanged
    return applied({ collection: 'timeline', row: { ...message, deliveryState: args.state } })
  },
})
