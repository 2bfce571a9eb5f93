import { describe, expect, it } from 'vitest'
import { pageContextSchema } from '#shared/domain/visit/visit.ts'
import { visitorIdentitySchema } from '#shared/sync/chat-protocol.ts'
import { readContext, readIdentity } from './read-page-words.ts'

const line = { id: 1, title: 'x'.repeat(900), priceMinor: 1e99, quantity: -4 }

describe('what a page says', () => {
  it.each([
    {},
    [],
    { url: 'javascript:alert(1)', currency: 'pounds', product: 'lamp', cart: { lines: 'none', totalMinor: 'x' } },
    {
      url: 'https://shop.example/p?token=secret#x',
      product: line,
      cart: { lines: Array(99).fill(line), totalMinor: -1 },
    },
    { url: {}, currency: {}, product: { title: 'a\0b\ud800' }, cart: null },
    {
      product: {
        get title() {
          return Number.NaN
        },
      },
    },
  ])('is made to fit what the server takes: %j', (given) => {
    const context = readContext(given)
    expect(pageContextSchema.safeParse(context).error?.message).toBeUndefined()
    expect(JSON.stringify(context)).not.toContain('secret')
  })

  it.each([undefined, null, 'x', 7])('%j says nothing', (given) => {
    expect(readContext(given)).toBeUndefined()
    expect(readIdentity(given)).toBeNull()
  })

  it('is an identity only with an account and a signature', () => {
    expect(readIdentity({ userId: 42, expiresAt: 1, signature: 'ab' })).toEqual({
      userId: '42',
      expiresAt: 1,
      signature: 'ab',
      name: '',
    })
    expect(readIdentity({ userId: '', expiresAt: 1, signature: 'ab' })).toBeNull()
    const long = readIdentity({ userId: 'x'.repeat(999), expiresAt: -5.5, signature: 'y'.repeat(999), name: {} })
    expect(visitorIdentitySchema.safeParse(long).success).toBe(true)
  })
})
