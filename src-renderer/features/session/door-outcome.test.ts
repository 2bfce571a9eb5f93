import { expect, it } from 'vitest'
import { outcomeOf, refusedBy } from './door-outcome.ts'

it.each([
  ['WRONG_PASSWORD', 'wrong-password'],
  ['WRONG_CODE', 'wrong-code'],
  ['SERVER_UNREACHABLE', 'server-unreachable'],
  ['DEVICE_REVOKED', 'device-revoked'],
  ['WIPED', 'wiped'],
] as const)('%s is told as %s, and another try is possible at once', (code, kind) => {
  expect(outcomeOf({ code })).toEqual(refusedBy(kind))
})

it('too many tries carry the instant from which on there is another', () => {
  expect(outcomeOf({ code: 'TOO_MANY_TRIES', data: { retryAfterMs: 90_000 } }, 1_000)).toEqual({
    is: 'refused',
    problem: { kind: 'too-many-tries', nextTryAt: 91_000 },
  })
})

it('a second factor that is asked for is no refusal', () => {
  expect(outcomeOf({ code: 'SECOND_FACTOR_NEEDED' })).toEqual({ is: 'code-needed' })
})
