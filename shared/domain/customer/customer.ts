import { z } from 'zod'
import type { Branded } from '../../kit/branded.ts'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, currency, id, instant, languageTag, text } from '../../schema/fields.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

export type CustomerId = Branded<string, 'CustomerId'>

export const customerEntity = defineEntity({
  name: 'customer',
  version: 1,
  replication: 'synced',
  shape: {
    ...syncedFields,
    id: id('CustomerId'),
    /** As the customer writes it, in local order: 山田 花子, María López. Empty for an unnamed visitor. */
    name: text(120),
    email: text(200),
    phone: text(40),
    language: languageTag(),
    /** ISO 3166-1 alpha-2; empty when not known. */
    country: text(2),
    city: text(80),
    timeZone: text(60),
    tier: z.enum(['standard', 'silver', 'gold', 'vip']),
    identities: z.array(z.strictObject({ channel: text(20), handle: text(200) })).max(30),
    /** What colleagues should know, in the agents' words. */
    about: text(2_000),
    customerSinceAt: instant(),
    orderCount: count(),
    spentMinor: count(),
    currency: currency(),
  },
  clear: [...syncedClear, 'tier'],
  indexes: [['brandId']],
  root: (row) => ({ kind: 'customer', id: row.id }),
})

export type Customer = RowOf<typeof customerEntity>
