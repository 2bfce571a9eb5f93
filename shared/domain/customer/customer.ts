import { z } from 'zod'
import { type RowOf, defineEntity } from '../../schema/define-entity.ts'
import { count, currency, id, instant, languageTag, text } from '../../schema/fields.ts'
import { fieldValues } from '../field/field-value.ts'
import { tiers } from './tiers.ts'
import { syncedClear, syncedFields } from '../synced-fields.ts'

export const customerEntity = defineEntity({
  name: 'customer',
  version: 2,
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
    tier: z.enum(tiers),
    identities: z.array(z.strictObject({ channel: text(20), handle: text(200) })).max(30),
    /** What colleagues should know, in the agents' words. */
    about: text(2_000),
    customerSinceAt: instant(),
    orderCount: count(),
    spentMinor: count(),
    currency: currency(),
    fields: fieldValues(),
    /**
     * The same person under another row, which is the one that is shown. Identities, conversations and orders stay where they
     * are and are read together, so that taking it back loses nothing. Always one that was not merged itself at that time.
     */
    mergedIntoId: text(36).nullable(),
  },
  clear: [...syncedClear, 'tier', 'mergedIntoId'],
  indexes: [['brandId'], ['mergedIntoId']],
  root: (row) => ({ kind: 'customer', id: row.id }),
})

export type Customer = RowOf<typeof customerEntity>
