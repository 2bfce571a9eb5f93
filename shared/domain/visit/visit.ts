import { z } from 'zod'
import { count, currency, instant, text } from '../../schema/fields.ts'

const product = {
  id: text(80),
  title: text(200),
  priceMinor: count(),
}

export const cartLinesMax = 20

/** What the shop's page says that its visitor looks at. Everything in it was written by a stranger's page. */
export const pageContextSchema = z.strictObject({
  /** The address of the page, without what follows `?` or `#`; empty when it is not said. */
  url: text(500),
  /** Of all prices here; empty without any. */
  currency: z.union([currency(), z.literal('')]),
  product: z.strictObject(product).nullable(),
  cart: z
    .strictObject({
      lines: z.array(z.strictObject({ ...product, quantity: z.int().min(1).max(9_999) })).max(cartLinesMax),
      totalMinor: count(),
    })
    .nullable(),
})
export type PageContext = z.infer<typeof pageContextSchema>

/** What looked like spam in what a visitor wrote. A person decides. */
export const suspicions = ['trap', 'at-once', 'repeated', 'links'] as const
export type Suspicion = (typeof suspicions)[number]

/** What is known of a conversation in the web chat besides what was said. */
export const visitSchema = z.strictObject({
  context: pageContextSchema.nullable(),
  /** As the customer typed it. */
  orderNumber: text(60),
  /** Where an answer may go besides the chat; empty without. */
  answerTo: text(200),
  /** It began when nobody was there. */
  wasAway: z.boolean(),
  /** What they agreed to, in the words that they saw, and when; 0 without. */
  consent: text(500),
  consentAt: instant(),
  suspicion: z.enum(['', ...suspicions]),
  /** What they thought of it: 1 to 5, and 0 when they have not said. */
  stars: z.int().min(0).max(5),
  ratedAt: instant(),
})
export type Visit = z.infer<typeof visitSchema>

export const blankVisit: Visit = {
  context: null,
  orderNumber: '',
  answerTo: '',
  wasAway: false,
  consent: '',
  consentAt: 0,
  suspicion: '',
  stars: 0,
  ratedAt: 0,
}
