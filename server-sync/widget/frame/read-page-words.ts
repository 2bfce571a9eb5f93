import type { PageContext } from '#shared/domain/visit/visit.ts'
import type { VisitorIdentity } from '#shared/sync/chat-protocol.ts'
import { cleanText } from '../clean-text.ts'

/**
 * What a page says of its visitor, made to fit: too long is cut, of a wrong kind is left out. The server looks again. Also
 * change here what changes in `pageContextSchema` and `visitorIdentitySchema`.
 */
type Given = Readonly<Record<string, unknown>>

const isGiven = (value: unknown): value is Given => typeof value === 'object' && value !== null
const text = (value: unknown, most: number) =>
  typeof value === 'string' || typeof value === 'number' ? cleanText(`${value}`.slice(0, most)) : ''
const count = (value: unknown, most: number) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(0, Math.round(value))) : 0

const priceMax = 1_000_000_000
const linesMax = 20

/** Null: nobody, or nothing that could be somebody. */
export function readIdentity(value: unknown): VisitorIdentity | null {
  if (!isGiven(value)) return null
  const { userId, expiresAt, signature, name } = value
  const identity = {
    userId: text(userId, 200),
    expiresAt: count(expiresAt, Number.MAX_SAFE_INTEGER),
    signature: text(signature, 100),
    name: text(name, 120),
  }
  return identity.userId === '' || identity.signature === '' ? null : identity
}

/** Undefined: it says nothing. */
export function readContext(value: unknown): PageContext | undefined {
  if (!isGiven(value)) return undefined
  const { url, currency, product, cart } = value
  const lines = isGiven(cart) && Array.isArray(cart['lines']) ? cart['lines'].filter(isGiven).slice(0, linesMax) : []
  return {
    url: address(url),
    currency: typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : '',
    product: isGiven(product) ? goods(product) : null,
    cart: isGiven(cart)
      ? {
          lines: lines.map((line) => ({ ...goods(line), quantity: Math.max(1, count(line['quantity'], 9_999)) })),
          totalMinor: count(cart['totalMinor'], priceMax),
        }
      : null,
  }
}

const goods = ({ id, title, priceMinor }: Given) => ({
  id: text(id, 80),
  title: text(title, 200),
  priceMinor: count(priceMinor, priceMax),
})

/** What follows `?` or `#` may be a secret of the shop's. */
function address(value: unknown): string {
  try {
    const { protocol, origin, pathname } = new URL(text(value, 2_000))
    return protocol === 'https:' || protocol === 'http:' ? `${origin}${pathname}`.slice(0, 500) : ''
  } catch {
    return ''
  }
}
