import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, currency, id, instant, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

export const orderEntity = defineEntity({
  name: 'order',
  version: 1,
  replication: 'synced',
  shape: {
    ...syncedFields,
    customerId: id('CustomerId'),
    /** The number that the customer knows: `NM-20418`. */
    reference: text(40),
    status: z.enum(['placed', 'paid', 'packed', 'shipped', 'delivered', 'returned', 'refunded', 'cancelled']),
    placedAt: instant(),
    /** 0: not known. */
    expectedAt: instant(),
    currency: currency(),
    totalMinor: count(),
    lines: z
      .array(z.strictObject({ sku: text(40), title: text(200), quantity: count(10_000), priceMinor: count() }))
      .max(200),
    carrier: text(60),
    trackingNumber: text(60),
  },
  clear: [...syncedClear, 'customerId', 'status', 'placedAt'],
  descending: ['placedAt'],
  indexes: [['customerId', 'placedAtDesc']],
  root: (row) => ({ kind: 'customer', id: row.customerId }),
})

export type Order = RowOf<typeof orderEntity>
