import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import { text } from '#shared/schema/fields.ts'

/** Who sits at a customer's chat. Nothing about a visitor is stored before their first message. */
const visitorSchema = z.strictObject({
  visitorId: text(36).min(1),
  customerId: text(36).min(1),
  conversationId: text(36).min(1),
  brandId: text(36).min(1),
})
export type Visitor = z.infer<typeof visitorSchema>

const signedSchema = visitorSchema.extend({ expiresAt: z.int() })

export interface VisitorTokens {
  issue(visitor: Visitor): string
  /** `undefined`: forged, expired or of another key. */
  read(token: string): Visitor | undefined
}

/** Long enough to come back to a parcel that is on its way; each visit begins it anew. */
const lifetimeMs = 90 * 24 * 3_600_000

export function createVisitorTokens(key: Buffer, clock: Clock): VisitorTokens {
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest()

  return {
    issue(visitor) {
      const payload = Buffer.from(JSON.stringify({ ...visitor, expiresAt: clock.now() + lifetimeMs })).toString(
        'base64url',
      )
      return `${payload}.${sign(payload).toString('base64url')}`
    },
    read(token) {
      const [payload = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const expected = sign(payload)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
      // Only what we signed gets here, but an older version of us may have signed another shape.
      const read = signedSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
      if (!read.success || read.data.expiresAt <= clock.now()) return undefined
      const { expiresAt: _, ...visitor } = read.data
      return visitor
    },
  }
}
