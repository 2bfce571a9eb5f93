import { describe, expect, it } from 'vitest'
import { createVisitorTokens } from './visitor-token.ts'

const id = '01a20732-6be8-7301-bdbb-2eac89cf2ef4'
const visitor = { visitorId: id, customerId: id, conversationId: id, brandId: id }
const clock = { time: 1_000, now: () => clock.time }
const tokens = createVisitorTokens(Buffer.alloc(32, 1), clock)

describe('a visitor’s token', () => {
  it('says who they are, and fits the protocol', () => {
    const token = tokens.issue(visitor)
    expect(token.length).toBeLessThanOrEqual(400)
    expect(tokens.read(token)).toEqual(visitor)
  })

  it('is worth nothing when it was changed, cut, signed with another key or made up', () => {
    const token = tokens.issue(visitor)
    const [payload = '', signature = ''] = token.split('.')
    const other = Buffer.from(JSON.stringify({ ...visitor, conversationId: 'theirs', expiresAt: 9e15 })).toString(
      'base64url',
    )
    const forged = createVisitorTokens(Buffer.alloc(32, 2), clock).issue(visitor)
    for (const bad of [
      '',
      '.',
      token.slice(0, -2),
      `${other}.${signature}`,
      `${payload}.`,
      `${payload}.AAAA`,
      forged,
      'x'.repeat(400),
    ]) {
      expect(tokens.read(bad), bad).toBeUndefined()
    }
  })

  it('begins anew with each visit', () => {
    const day = 24 * 3_600_000
    const first = tokens.issue(visitor)
    clock.time += 80 * day
    const second = tokens.issue(visitor)
    clock.time += 80 * day
    expect([tokens.read(first), tokens.read(second)]).toEqual([undefined, visitor])
  })

  it('expires', () => {
    const token = tokens.issue(visitor)
    clock.time += 90 * 24 * 3_600_000
    expect(tokens.read(token)).toBeUndefined()
  })
})
