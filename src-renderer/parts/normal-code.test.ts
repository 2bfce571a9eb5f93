import { expect, it } from 'vitest'
import { isCode, normalCode } from './normal-code.ts'

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['１２３４５６', '123456'],
  ['٠١٢٣٤٥', '012345'],
  ['۶۷۸۹۰۱', '678901'],
])('six digits written as %s are %s', (typed, code) => {
  expect(normalCode(typed)).toBe(code)
})

it('leaves the hyphens of a recovery code alone', () => {
  expect(normalCode(' k7fw-93qd-m2xp\n')).toBe('k7fw-93qd-m2xp')
})

it('knows what can be no code', () => {
  expect(isCode('12345')).toBe(false)
  expect(isCode('123456')).toBe(true)
  expect(isCode('x'.repeat(21))).toBe(false)
})
